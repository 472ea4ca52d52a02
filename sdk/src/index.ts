/**
 * The typed SDK of Civitas: connect to a nation and live in it. To found one, import `@civitas/sdk/founding`.
 *
 * @packageDocumentation
 */
export type { Claimable, ClaimedAll, ClaimOptions, ClaimQuery, Paid, Unpaid } from "./claims";
export { connect, type InstitutionClients, type NationClient } from "./connect";
export type { Address } from "./core/address";
export type { Connection } from "./core/directory";
export { isDamaged } from "./core/abi";
export * from "./core/errors";
export type { EventApi, EventQuery, Events, EventLocation } from "./core/events";
export { decodeRevert, findRevertData, toNationError } from "./core/failures";
export { fromKey, toKey } from "./core/keys";

export {
  formatProvision,
  type Provision,
  type ProvisionActions,
  type ProvisionKeys,
  type ProvisionsOf,
  type ProvisionUnit,
  type ProvisionUnits,
  type ProvisionValue,
} from "./core/provisions";
export { multicall, readEncoder, type Results, type Read, type Values } from "./core/reader";
export { signedTypes, type SignedType, type TypedData } from "./core/typed-data";
export * from "./core/units";
export type {
  Call,
  CallOverrides,
  Estimate,
  FeeOverrides,
  Overrides,
  WaitOptions,
  AsyncWrite,
  PendingWrite,
  Write,
} from "./core/write";
export type { RevertArguments } from "./generated/errors";
export * from "./institutions/agreements";
export * from "./institutions/citizenship";
export * from "./institutions/coin";
export * from "./institutions/constitution";
export * from "./institutions/court";
export * from "./institutions/governor";
export * from "./institutions/jury-roll";
export * from "./institutions/nation";
export type { AccountCreditor, CitizenCreditor, PaidOut, Payouts } from "./institutions/payouts";
export * from "./institutions/randomness";
export * from "./institutions/stake";
export * from "./institutions/timelock";
export * from "./institutions/treasury";
export * from "./institutions/tribunal";
export { institutionNames, type InstitutionName } from "./institutions/registry";
export {
  renderCitations,
  type AllProvisions,
  type Overview,
  type OverviewParts,
  type RenderedArticle,
} from "./overview";
