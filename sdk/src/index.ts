/**
 * The typed SDK of Civitas: connect to a nation and live in it. What belongs to one institution alone is imported with it
 * (`@civitas/sdk/court`), what extends the SDK from `@civitas/sdk/core`, what founds a nation from `@civitas/sdk/founding`.
 *
 * @packageDocumentation
 */
export type { Claimable, ClaimedAll, ClaimOptions } from "./claims";
export { connect, type InstitutionClients, type NationClient } from "./connect";
export type { Address } from "./core/address";
export {
  InstitutionMissingError,
  InvalidInputError,
  isRevert,
  MissingEventError,
  NationError,
  NoNationError,
  PanicError,
  ProviderNeededError,
  ReplacedError,
  RevertError,
  RevertTextError,
  SignerNeededError,
  StillPendingError,
  TransactionFailedError,
  UnexpectedError,
  UnknownRevertError,
} from "./core/errors";
export { InsufficientFundsError, NetworkFaultError, NonceError, UserRejectedError } from "./core/node-errors";
export type { EventApi, EventQuery } from "./core/events";
export type { Provision } from "./core/provisions";
export { bps, coins, days, gwei, heads, moment, seconds, token, wei } from "./core/units";
export type { Bps, Coins, Days, Gwei, Heads, Moment, Seconds, TokenUnits, Wei } from "./core/units";
export type { Call, Change, Estimate, PendingWrite, SendOptions, Write } from "./core/write";
export { citizenId, type CitizenId } from "./institutions/citizenship/units";
export type { Money } from "./institutions/coin/money";
export { civic, type Civic } from "./institutions/coin/units";
export { institutionNames, type InstitutionName } from "./institutions/registry";
export type { Payouts } from "./institutions/payouts";
export { renderCitations, type Overview } from "./overview";
