import { addressOf, type Connection } from "../../core/directory";
import { readEncoder } from "../../core/reader";
import { moment } from "../../core/units";
import { Dividends__factory } from "../../generated/contracts";
import { civic } from "../coin/units";

/** What the overview tells of it. */
export const overview = (connection: Connection) => {
  const address = addressOf(connection, "dividends");
  const contract = Dividends__factory.connect(address, connection.runner);
  const read = readEncoder(contract, address);
  return {
    epochs: read(contract.epochCount, [], Number),
    running: read(contract.runningEpoch, [], ({ from, closableAt, collected }) => ({
      from: moment.from(from),
      closableAt: moment.from(closableAt),
      collected: civic.from(collected),
    })),
    reserved: read(contract.reserved, [], civic.from),
  };
};
