import type { Connection } from "../../core/directory";
import { provisionEventUnits } from "../../core/provisions";
import { bps, heads, moment } from "../../core/units";
import { citizenId, someCitizen } from "../citizenship/units";
import { civic } from "../coin/units";
import { payoutEventUnits } from "../payout-events";
import type { GrantsProvisions } from "./provisions";
import { grantProjectId, grantRoundId, grantWeight } from "./units";

/** The units of the events of the grants. */
export const grantsEventUnits = (connection: Connection) =>
  ({
    ...provisionEventUnits<GrantsProvisions>(),
    ...payoutEventUnits(connection),
    roundId: grantRoundId.from,
    projectId: grantProjectId.from,
    citizenId: citizenId.from,
    registeredBy: citizenId.from,
    recipientId: someCitizen,
    amount: civic.from,
    collected: civic.from,
    pot: civic.from,
    counted: civic.from,
    gifts: civic.from,
    tax: civic.from,
    matching: civic.from,
    registerUntil: moment.from,
    closesAt: moment.from,
    claimableUntil: moment.from,
    donors: heads.from,
    weight: grantWeight.from,
    accepted: heads.from,
    needed: heads.from,
    advance: bps.from,
    acceptance: bps.from,
  }) as const;

/** The units of the events of the grants. */
export type GrantsEventUnits = ReturnType<typeof grantsEventUnits>;
