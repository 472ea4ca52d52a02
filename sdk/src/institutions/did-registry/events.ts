import { moment } from "../../core/units";
import { citizenId } from "../citizenship/units";

/** The units of the events of the DID registry. What never ends does so at the greatest moment. */
export const didRegistryEventUnits = {
  citizenId: citizenId.from,
  validTo: moment.from,
  previousChange: (raw: bigint): number => Number(raw),
} as const;

/** The units of the events of the DID registry. */
export type DidRegistryEventUnits = typeof didRegistryEventUnits;
