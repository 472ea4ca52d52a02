import { provisionEventUnits } from "../../core/provisions";
import { heads, moment } from "../../core/units";
import { citizenId } from "../citizenship/units";
import { civic } from "../coin/units";
import { proposalId } from "../governor/units";
import type { DividendsProvisions } from "./provisions";
import { epochId } from "./units";

/** The units of the events of the dividends. */
export const dividendsEventUnits = {
  ...provisionEventUnits<DividendsProvisions>(),
  epochId: epochId.from,
  citizenId: citizenId.from,
  proposalId: proposalId.from,
  from: moment.from,
  until: moment.from,
  claimableUntil: moment.from,
  citizensPot: civic.from,
  stakersPot: civic.from,
  citizens: heads.from,
  stake: civic.from,
  byHead: civic.from,
  byStake: civic.from,
  amount: civic.from,
} as const;

/** The units of the events of the dividends. */
export type DividendsEventUnits = typeof dividendsEventUnits;
