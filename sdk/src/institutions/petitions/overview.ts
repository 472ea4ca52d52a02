import { addressOf, type Connection } from "../../core/directory";
import { readEncoder } from "../../core/reader";
import { heads } from "../../core/units";
import { Petitions__factory } from "../../generated/contracts";

/** What the overview tells of it. */
export const overview = (connection: Connection) => {
  const address = addressOf(connection, "petitions");
  const contract = Petitions__factory.connect(address, connection.runner);
  const read = readEncoder(contract, address);
  return {
    petitions: read(contract.petitionCount, [], Number),
    needed: read(contract.signaturesNeeded, [], heads.from),
  };
};
