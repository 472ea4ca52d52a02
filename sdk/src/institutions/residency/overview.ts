import { encodeBytes32String } from "ethers";
import { addressOf, type Connection } from "../../core/directory";
import { readEncoder } from "../../core/reader";
import { seconds, wei } from "../../core/units";
import { Residency__factory } from "../../generated/contracts";

const GWEI = 1_000_000_000n;

/** What the overview tells of it. */
export const overview = (connection: Connection) => {
  const address = addressOf(connection, "residency");
  const contract = Residency__factory.connect(address, connection.runner);
  const read = readEncoder(contract, address);
  return {
    residents: read(contract.residentCount, [], Number),
    price: read(contract.provision, [encodeBytes32String("fee")], ({ current }) => wei.from(current * GWEI)),
    term: read(contract.provision, [encodeBytes32String("term")], ({ current }) => seconds.days(Number(current))),
  };
};
