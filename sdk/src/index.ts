/**
 * The typed SDK of Civitas: connect to a nation and live in it. To found one, import `@civitas/sdk/founding`.
 *
 * @packageDocumentation
 */
export type { Address } from "./address";
export * from "./errors";
export { decodeRevert, findRevertData, toNationError } from "./failures";
export { ask, type Answers, type Question } from "./reader";
export * from "./units";
export type { Call, DryOverrides, Estimate, Overrides, Patience, Sent, Write } from "./write";
