/**
 * The typed SDK of Civitas: connect to a nation and live in it. To found one, import `@civitas/sdk/founding`.
 *
 * @packageDocumentation
 */
export type { Address } from "./address";
export * from "./agreements";
export * from "./citizenship";
export * from "./coin";
export { connect, type NationClient } from "./connect";
export {
  constitutionClient,
  roles,
  type Article,
  type ArticleChange,
  type ArticleText,
  type ConstitutionClient,
  type Office,
  type Operation,
  type Role,
  type RoleGrant,
} from "./constitution";
export * from "./court";
export { institutionNames, type Connection, type InstitutionName } from "./directory";
export * from "./drand";
export * from "./errors";
export type { EventFace, EventQuery, Events, Occurrence } from "./events";
export { decodeRevert, findRevertData, toNationError } from "./failures";
export type { RevertArguments } from "./generated/errors";
export * from "./governor";
export * from "./jury-roll";
export { fromKey, toKey } from "./keys";
export type { Asset, Money } from "./money";
export type { Appointment, NationFace, Profile, TextChange } from "./nation";
export { renderCitations, type AllProvisions, type Overview, type RenderedArticle } from "./overview";
export { packBallots, type PostalBallot } from "./postal-ballots";
export {
  formatProvision,
  type Provision,
  type Provisioned,
  type ProvisionKeys,
  type ProvisionsOf,
  type ProvisionUnit,
  type ProvisionUnits,
  type ProvisionValue,
} from "./provisions";
export * from "./randomness";
export { ask, questioner, type Answers, type Question, type Values } from "./reader";
export * from "./stake";
export type { Support } from "./support";
export * from "./timelock";
export * from "./treasury";
export * from "./tribunal";
export { signedTypes, type SignedType, type TypedData } from "./typed-data";
export * from "./units";
export type {
  Call,
  DryOverrides,
  Estimate,
  FeeOverrides,
  Overrides,
  Patience,
  PreparedWrite,
  Sent,
  Write,
} from "./write";
