import type { Connection } from "../../core/directory";
import { provisionEventUnits } from "../../core/provisions";
import { moment, wei } from "../../core/units";
import { citizenId } from "../citizenship/units";
import { caseId } from "../court/units";
import { payoutEventUnits } from "../payout-events";
import type { AdmissionsProvisions } from "./provisions";
import { validatorNumber } from "./units";

/** The units of the events of the admissions. */
export const admissionsEventUnits = (connection: Connection) =>
  ({
    ...payoutEventUnits(connection),
    ...provisionEventUnits<AdmissionsProvisions>(),
    citizenId: citizenId.from,
    validatorId: citizenId.from,
    number: validatorNumber.from,
    caseId: caseId.from,
    nonce: (raw: bigint): number => Number(raw),
    level: (raw: bigint): number => Number(raw),
    fee: wei.from,
    bond: wei.from,
    paid: wei.from,
    bounty: wei.from,
    deadline: moment.from,
    until: moment.from,
    coolOffEndsAt: moment.from,
  }) as const;

/** The units of the events of the admissions. */
export type AdmissionsEventUnits = ReturnType<typeof admissionsEventUnits>;
