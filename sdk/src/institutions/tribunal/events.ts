import type { Connection } from "../../core/directory";
import { provisionEventUnits } from "../../core/provisions";
import { moment, wei } from "../../core/units";
import type { SanctionStructOutput } from "../../generated/contracts/Tribunal";
import { citizenId } from "../citizenship/units";
import { civic } from "../coin/units";
import { disputeEventUnits } from "../court/events";
import { caseId as caseUnit } from "../court/units";
import { payoutEventUnits } from "../payout-events";
import { toCited, toGround, toSanction } from "./charges";
import { toOutcome } from "./outcomes";
import type { TribunalProvisions } from "./provisions";

/** The units of the tribunal's events. */
export const tribunalEventUnits = (connection: Connection) =>
  ({
    ...provisionEventUnits<TribunalProvisions>(),
    ...payoutEventUnits(connection),
    ...disputeEventUnits,
    citizenId: citizenId.from,
    formerId: citizenId.from,
    reopenedAs: caseUnit.from,
    ground: toGround,
    /** The other citizen of a duplicate, the number of an article, or undefined: as the ground says. */
    citedId: (raw: bigint, { ground }: { readonly ground: bigint }) => toCited(toGround(ground), raw),
    articleVersion: Number,
    sanction: toSanction,
    sanctions: (raw: readonly SanctionStructOutput[]) => [...raw].map(toSanction),
    index: Number,
    outcome: toOutcome,
    offences: Number,
    ruling: Number,
    bond: wei.from,
    coolOffEndsAt: (raw: bigint) => (raw === 0n ? undefined : moment.from(raw)),
    amount: civic.from,
    fromStake: civic.from,
    fromBond: civic.from,
    unpaid: civic.from,
    until: moment.from,
  }) as const;

/** The units of the tribunal's events. */
export type TribunalEventUnits = ReturnType<typeof tribunalEventUnits>;
