import type { Connection } from "../../core/directory";
import { provisionEventUnits } from "../../core/provisions";
import { moment, wei } from "../../core/units";
import { citizenId } from "../citizenship/units";
import { payoutEventUnits } from "../payout-events";
import { requestId } from "../randomness/units";
import { tracks } from "./case";
import type { CourtProvisions } from "./provisions";
import { caseId } from "./units";

/**
 * The units of what whoever brings cases tells of them. ERC-792 and ERC-1497 call a case a dispute, and know its evidence by the same
 * number.
 */
export const disputeEventUnits = {
  caseId: caseId.from,
  disputeId: caseId.from,
  evidenceGroupId: caseId.from,
  metaEvidenceId: Number,
} as const;

/** The units of the court's events. */
export const courtEventUnits = (connection: Connection) =>
  ({
    ...provisionEventUnits<CourtProvisions>(),
    ...payoutEventUnits(connection),
    ...disputeEventUnits,
    citizenId: citizenId.from,
    citizenIds: citizenId.from,
    requestId: requestId.from,
    track: (code: bigint) => tracks[Number(code)],
    round: Number,
    choice: Number,
    choices: Number,
    ruling: Number,
    firstSeat: Number,
    seats: Number,
    size: Number,
    positions: Number,
    amount: wei.from,
    fees: wei.from,
    share: wei.from,
    toTreasury: wei.from,
    snapshot: moment.from,
    endsAt: moment.from,
    commitEndsAt: moment.from,
    revealEndsAt: moment.from,
    evidenceEndsAt: moment.from,
  }) as const;

/** The units of the court's events. */
export type CourtEventUnits = ReturnType<typeof courtEventUnits>;
