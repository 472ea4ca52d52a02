/**
 * What the SDK is made of, for those who extend it: reads in one request, names as keys, signed structures, provisions.
 *
 * @packageDocumentation
 */
export { isDamaged } from "./abi";
export { isLocalChain } from "./chains";
export type { Connection } from "./directory";
export { nameOf, resolveAddress } from "./ens";
export { KeyNeededError, revertsIn, SignatureRefusedError, WalletNotDeployedError, type RevertName } from "./errors";
export type { EventLocation, Events, EventUnits, LogRange, StopWatching, Watch, WatchOptions } from "./events";
export { findRevertData } from "./answers";
export { decodeRevert, toNationError } from "./refusals";
export { jsonReplacer, jsonReviver } from "./json";
export { fromKey, toKey } from "./keys";
export {
  formatProvision,
  type ProvisionActions,
  type ProvisionKeys,
  type ProvisionsOf,
  type ProvisionUnit,
  type ProvisionUnits,
  type ProvisionValue,
} from "./provisions";
export {
  FeesRefusedError,
  GasLimitError,
  MissingStateError,
  NodeFaultError,
  NodeRefusedError,
  RateLimitError,
  RequestPendingError,
  TooMuchAskedError,
  UnknownChainError,
  UnsupportedError,
  WalletLockedError,
  WrongChainError,
  type NonceProblem,
} from "./node-errors";
export { delegationIn, isSignedBy } from "./signing";
export { openNode, type NodeSettings } from "./open-node";
export { withRetries, type RetryPolicy } from "./retries";
export {
  catalogue,
  message,
  translate,
  type ArgumentsOf,
  type Catalogue,
  type KeysOf,
  type Message,
  type MessageArguments,
  type MessageValue,
  type Translation,
  type Translations,
} from "./messages";
export { multicall, type Read, type Results, type Values } from "./reader";
export { toSafeTransactions, type SafeBatch, type SafeTransactions } from "./safe";
export { struct, type SignedTypes, type TypedData } from "./typed-data";
export type { Unit } from "./units";
export type { CallOverrides, FeeOverrides, Included, Overrides, WaitOptions } from "./write";
export type { RevertArguments } from "../generated/errors";
export type { Page, PageQuery, Unreadable } from "./pages";
export type { AsyncWrite } from "./write";
