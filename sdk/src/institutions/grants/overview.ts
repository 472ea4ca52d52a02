import type { Connection } from "../../core/directory";
import { civic } from "../coin/units";
import { reading } from "./lists";

/** What the overview tells of it. */
export const overview = (connection: Connection) => {
  const { contract, read } = reading(connection);
  return {
    rounds: read(contract.roundCount, [], Number),
    projects: read(contract.projectCount, [], Number),
    collected: read(contract.collected, [], civic.from),
  };
};
