import { addressOf, type Connection } from "../../core/directory";
import { readEncoder } from "../../core/reader";
import { wei } from "../../core/units";
import { Admissions__factory } from "../../generated/contracts";
import { citizenId } from "../citizenship/units";

/** What the overview tells of them: what an application costs, and who the validators in office are. */
export const overview = (connection: Connection) => {
  const address = addressOf(connection, "admissions");
  const contract = Admissions__factory.connect(address, connection.runner);
  const encodeRead = readEncoder(contract, address);
  return {
    cost: encodeRead(contract.cost, [], ({ fee, bond }) => ({ fee: wei.from(fee), bond: wei.from(bond) })),
    validators: encodeRead(contract.validators, [], (all) => all.map((one) => citizenId.from(one.citizenId))),
  };
};
