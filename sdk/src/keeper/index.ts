/**
 * Keeps a nation going: carries out what anyone can, as soon as it is due. The nation's upkeep rewards it, where there is one.
 *
 * @packageDocumentation
 */
export type { Due, DueAct, DueQuery } from "../core/due";
export { keep, type KeepLoop } from "./keep";
export { Keeper, type ActOutcome, type KeptAct, type KeeperOptions } from "./keeper";
