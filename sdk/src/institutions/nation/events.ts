import { nameCodec } from "../../core/keys";

/** The units of the nation's events: an institution is known by its name in the directory. */
export const nationEventUnits = { "InstitutionAppointed.name": nameCodec() } as const;

/** The units of the nation's events. */
export type NationEventUnits = typeof nationEventUnits;
