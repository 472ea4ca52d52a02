import { moment, wei } from "../../core/units";
import type { ApplicationViewStructOutput, ValidatorViewStructOutput } from "../../generated/contracts/Admissions";
import { citizenId } from "../citizenship/units";
import { applicationPhases, type ApplicationStanding, type Validator } from "./types";
import { validatorNumber } from "./units";

/** An application as the contract gives it. */
export const standingFrom = (raw: ApplicationViewStructOutput): ApplicationStanding => ({
  phase: applicationPhases[Number(raw.phase)],
  deadline: moment.from(raw.deadline),
  fee: wei.from(raw.fee),
  bond: wei.from(raw.bond),
  citizenId: raw.citizenId === 0n ? undefined : citizenId.from(raw.citizenId),
  validatorIds: raw.validatorIds.map(citizenId.from),
  counted: Number(raw.counted),
  refusedBy: Number(raw.refusedBy),
  level: Number(raw.level),
});

/** A validator as the contract gives it; undefined for one who was never accredited. */
export const validatorFrom = (raw: ValidatorViewStructOutput): Validator | undefined =>
  raw.citizenId === 0n
    ? undefined
    : {
        number: validatorNumber.from(raw.number),
        citizenId: citizenId.from(raw.citizenId),
        until: moment.from(raw.until),
        bond: wei.from(raw.bond),
        openAttestations: Number(raw.openAttestations),
        lastAttestedAt: raw.lastAttestedAt === 0n ? undefined : moment.from(raw.lastAttestedAt),
        isDisowned: raw.isDisowned,
      };
