import { provisionEventUnits } from "../../core/provisions";
import { moment } from "../../core/units";
import { citizenId } from "../citizenship/units";
import { civic } from "../coin/units";
import type { StakeProvisions } from "./provisions";

/** The units of the stake's events. */
export const stakeEventUnits = {
  ...provisionEventUnits<StakeProvisions>(),
  citizenId: citizenId.from,
  amount: civic.from,
  leavesAt: moment.from,
  previousVotes: civic.from,
  newVotes: civic.from,
} as const;

/** The units of the stake's events. */
export type StakeEventUnits = typeof stakeEventUnits;
