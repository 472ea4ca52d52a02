import type { ContractRunner } from "ethers";
import {
  claimEverything,
  readClaimable,
  type Claimable,
  type ClaimedAll,
  type ClaimOptions,
  type ClaimQuery,
} from "./claims";
import type { Address } from "./core/address";
import { accountOf, openConnection } from "./core/connection";
import type { Connection } from "./core/directory";
import type { StopWatching } from "./core/events";
import { withNationErrors } from "./core/failures";
import type { Page, PageQuery } from "./core/pages";
import { nationProfileClient, type NationProfileClient } from "./institutions/nation/client";
import { declarationOf, institutionNames, type InstitutionName, type Registry } from "./institutions/registry";
import { overviewOf, type Overview } from "./overview";
import type { Next } from "./next/next";
import type { NationEvent, RecordedEvent, RecordQuery, WatchNationOptions } from "./watch/types";
import type { CallToDescribe, DescribedCall } from "./words/describe";

type ClientOf<Name extends InstitutionName> = Registry[Name] extends {
  readonly client?: (connection: Connection) => infer Client;
}
  ? Client
  : undefined;

/** The institutions that have a client; the nation's own is the nation itself. */
type Spoken = { [Name in InstitutionName]: ClientOf<Name> extends undefined ? never : Name }[InstitutionName];

/** One object for each institution. */
export type InstitutionClients = { readonly [Name in Exclude<Spoken, "nation">]: ClientOf<Name> };

/** A nation, with one object for each of its institutions. */
export interface NationClient extends NationProfileClient, InstitutionClients {
  /** The account that acts; undefined if there is only a connection. */
  readonly account: Address | undefined;
  /** The whole state of the nation, in one request. */
  overview(): Promise<Overview>;
  /**
   * Everything that the nation's institutions owe somebody, those that it has replaced included. Native and civic coin are
   * always found; tokens, and citizenships that have ended, within the part of the log that is named.
   */
  claimable(query?: ClaimQuery): Promise<Claimable[]>;
  /**
   * Claims all of it for the creditor, one transaction each. What fails stays owed, and keeps nothing else from being claimed.
   * What is yet to be settled is not owed: see `court.claimAll()`.
   *
   * @example
   * const { paid, failed } = await nation.claimAll();
   */
  claimAll(options?: ClaimOptions): Promise<ClaimedAll>;
  /**
   * Says in words what a call does: which function of which institution, amounts in their units, moments as dates, accounts by the
   * names that the nation has for them, calls within calls.
   *
   * @example
   * const { text } = await nation.describeCall(nation.coin.mint.call({ to, amount })); // "Create 5 civic coin for citizen 3 (0x…)"
   */
  describeCall(call: CallToDescribe): Promise<DescribedCall>;
  /** Several calls in words, such as those of a proposal, in one request at most. */
  describeCalls(calls: readonly CallToDescribe[]): Promise<DescribedCall[]>;
  /**
   * What a person must do, can do and is owed, over all institutions, with deadlines and what it costs to let them pass.
   *
   * @param query Whose; the connected account's if left out.
   *
   * @example
   * const { steps } = await nation.next();
   * for (const { kind, text, cost } of steps) show(kind, text, cost);
   */
  next(query?: { readonly account?: Address }): Promise<Next>;
  /**
   * What happened in the nation, in sentences with times, the newest first: every event of every institution, those that it has
   * replaced included.
   *
   * @example
   * const { items, cursor } = await nation.record({ institution: "treasury", limit: 50 });
   */
  record(query?: RecordQuery & PageQuery): Promise<Page<RecordedEvent>>;
  /**
   * Calls the listener for every event of every institution, in order, in sentences with times. One query asks for the logs of all
   * institutions. A cursor can be kept: a watch that begins there tells what happened meanwhile, nothing twice and with no gap.
   *
   * @returns What ends the watch.
   * @throws `InvalidInputError` if the cursor is none, or no block is to confirm.
   *
   * @example
   * const kept = localStorage.getItem("cursor");
   * const stop = await nation.watch(({ at, text }) => show(moment.format(at), text), {
   *   ...(kept !== null && { cursor: kept }),
   *   onCursor: (cursor) => localStorage.setItem("cursor", cursor),
   * });
   */
  watch(listener: (event: NationEvent) => void | Promise<void>, options?: WatchNationOptions): Promise<StopWatching>;
  /** The same nation, seen and acted upon by someone else. Asks the chain nothing. */
  as(runner: ContractRunner): Promise<NationClient>;
}

/**
 * Makes each institution's client when it is first asked for, so that one that the nation does not have is missed only then.
 * Whoever copies or lists the nation's fields meets those that it has.
 */
function clientsOf(connection: Connection): InstitutionClients {
  const clients = {};
  for (const name of institutionNames) {
    const { client } = declarationOf(name);
    if (client === undefined || name === "nation") continue;
    let made: unknown;
    const enumerable = Object.hasOwn(connection.directory, name);
    Object.defineProperty(clients, name, { enumerable, get: () => (made ??= client(connection)) });
  }
  return clients as InstitutionClients;
}

/** Loaded when something is first described, so that pages that describe nothing carry no sentences. */
const describe = async (connection: Connection, calls: readonly CallToDescribe[]): Promise<DescribedCall[]> =>
  (await import("./words/connected")).describeCalls(connection, calls);

function assemble(connection: Connection): NationClient {
  const nation = {
    ...nationProfileClient(connection),
    account: connection.account,
    overview: () => overviewOf(connection),
    claimable: (query?: ClaimQuery) => readClaimable(connection, query),
    claimAll: (options?: ClaimOptions) => claimEverything(connection, options),
    next: (query: { readonly account?: Address } = {}) =>
      withNationErrors(async () => (await import("./next/next")).readNext(connection, query)),
    record: (query: RecordQuery & PageQuery = {}) =>
      withNationErrors(async () => (await import("./watch/record")).readRecord(connection, query)),
    watch: (listener: (event: NationEvent) => void | Promise<void>, options: WatchNationOptions = {}) =>
      withNationErrors(async () => (await import("./watch/watch")).watchNation(connection, listener, options)),
    describeCall: async (call: CallToDescribe) => (await describe(connection, [call]))[0],
    describeCalls: (calls: readonly CallToDescribe[]) => describe(connection, calls),
    as: (runner: ContractRunner) =>
      withNationErrors(async () => assemble({ ...connection, runner, account: await accountOf(runner) })),
  };
  return Object.defineProperties(nation, Object.getOwnPropertyDescriptors(clientsOf(connection))) as typeof nation &
    InstitutionClients;
}

/**
 * Connects to a nation. Its one address is enough: the directory there names the institutions.
 *
 * @param runner A signer to act (private key, browser wallet, hardware wallet), or a provider to read.
 * @param nationAddress The address of the nation's `Nation` contract.
 * @throws {@link NoNationError} if there is none at that address.
 *
 * @example
 * import { BrowserProvider } from "ethers";
 * import { civic, connect } from "@civitas/sdk";
 *
 * const signer = await new BrowserProvider(window.ethereum).getSigner();
 * const nation = await connect(signer, "0x…");
 * const { profile, citizenship } = await nation.overview();
 * await nation.coin.transfer.wait({ to: "0x…", amount: civic.parse("10") });
 */
export const connect = async (runner: ContractRunner, nationAddress: Address): Promise<NationClient> =>
  assemble(await openConnection(runner, nationAddress));
