import { natural, type Unit } from "../../core/units";

/** The number of a schema of attestations, from 1. */
export type SchemaId = Unit<"schemaId">;

/**
 * Numbers of schemas of attestations.
 *
 * @example
 * schemaId.from(1);
 */
export const schemaId = {
  from: (raw: bigint | number): SchemaId => natural(raw, "a schema's number") as SchemaId,
} as const;
