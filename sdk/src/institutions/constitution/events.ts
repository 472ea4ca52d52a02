import { moment, seconds } from "../../core/units";
import { citizenId } from "../citizenship/units";
import { fromRoleId, toRoleId } from "./roles";

const role = { decode: fromRoleId, encode: toRoleId } as const;

/** The units of the constitution's events. */
export const constitutionEventUnits = {
  number: Number,
  version: Number,
  role,
  roleId: role,
  admin: role,
  guardian: role,
  citizenId: citizenId.from,
  until: moment.from,
  oldUntil: moment.from,
  newUntil: moment.from,
  nonce: Number,
  schedule: moment.from,
  delay: seconds.from,
  since: moment.from,
} as const;

/** The units of the constitution's events. */
export type ConstitutionEventUnits = typeof constitutionEventUnits;
