import type { Provider, Signer } from "ethers";
import { InvalidInputError, ProviderNeededError } from "../core/errors";
import { spine } from "../institutions/spine";
import { resumeOrBegin } from "./begin";
import { factoryAct } from "./chain";
import { gatherConsents } from "./gather";
import { parseCharter, type Charter, type CharterInput } from "./charter";
import { packagedCode, type CodeSource } from "./codes";
import type { AskConsent } from "./consents";
import { VerificationFailedError } from "./errors";
import { deployerInterface, namesOf, type Addresses } from "./institutions";
import { memoryJournal, type FoundingRecord, type Journal } from "./journal";
import { retry, type Read } from "./retry";
import { refuseFounderInOffice, type FoundingRequest, type RequestOptions } from "./requests";
import { actsOf, addressesIn, birthIn, placedFor, planIn, type Codes } from "./plan";
import type { Act } from "./act";
import { Sender } from "./sender";
import { senderOptionsOf, type ChosenSending, type SenderOptions } from "./sender-options";
import { CREATE2_PROXY, isSalt } from "./steps";
import { lastBlockOf } from "./verification/discovery";
import { evidenceOf, type AskOptions } from "./verification/inspecting";
import { verifyFounding, type VerificationReport } from "./verify";

/** A step that is done. */
export interface FoundingProgress {
  /** From 1. */
  readonly step: number;
  readonly of: number;
  readonly title: string;
  /** The transaction; undefined if the wallet that sent it did not tell. */
  readonly hash: string | undefined;
  readonly gasUsed: bigint;
  /** What it cost, in wei. */
  readonly cost: bigint;
  /** Whether it had been done before this call. */
  readonly earlier: boolean;
}

/** How to found. Everything has a default. */
export interface FoundingOptions extends ChosenSending {
  /** Where the founding is remembered, so that it can go on after any failure. By default it is forgotten with the process. */
  readonly journal?: Journal;
  /** Told after each step. If it throws, the founding stops there and can resume. */
  readonly onProgress?: (progress: FoundingProgress) => void | Promise<void>;
  /** Asks the founding citizens for their signatures; who gives none is invited. */
  readonly consents?: AskConsent;
  /**
   * Requests that were signed beforehand. They decide where the nation will be. Who is not among them is asked by `consents`, or
   * invited.
   */
  readonly requests?: readonly FoundingRequest[];
  /** Knows the accounts of citizens for whom the charter names none. */
  readonly accounts?: RequestOptions["accounts"];
  /** Tells this founding from others of the same charter: 32 bytes, by default random. */
  readonly salt?: string;
  /** Where the contracts' code comes from; by default from this package. */
  readonly code?: CodeSource;
}

/** A nation that stands. */
export interface Founding {
  /** The one address that a client needs. */
  readonly nation: string;
  readonly addresses: Addresses;
  /** Everything that was done: keep it, to verify the nation and its sources later. */
  readonly record: FoundingRecord;
  readonly transactions: number;
  readonly gasUsed: bigint;
  /** What it cost altogether, in wei. */
  readonly cost: bigint;
  /** The founding citizens who were invited, since no consent of theirs held: each is in once they accept. */
  readonly invited: readonly string[];
  /** The offices that stay open, since their officers were not in. The government can appoint later. */
  readonly openOffices: readonly { readonly role: bigint; readonly account: string }[];
  readonly verification: VerificationReport;
}

/**
 * Founds a nation. A deployer, to whose address the whole plan commits, builds the institutions, enacts the articles, admits or
 * invites the founding citizens, writes down who may do what, and hands everything over to the government. Then all of it is verified
 * on chain. After any failure call it again with the same journal: it goes on where it stopped, and sends nothing twice. Anyone who
 * has the journal can go on.
 *
 * @param charter What to found; checked with {@link parseCharter}.
 * @param signer Who founds, and pays the gas. Holds no power at any time.
 * @param options Journal, progress, consents and timeouts.
 * @returns The nation.
 * @throws {@link CharterError} before anything is sent, if the charter cannot found a nation.
 * @throws {@link OutOfFundsError}, {@link NodeUnreachableError}, {@link NotMinedError}: call again when mended.
 * @throws {@link CostExceededError} if it would cost more than `maxCost` and nobody agrees: call again with more, or later.
 * @throws {@link JournalMismatchError} if the journal is another founding's.
 * @throws {@link ChainTooOldError}, {@link BlockTooSmallError}, {@link StepTooBigError}, {@link FactoryMissingError} before anything
 *   is sent, if the chain cannot hold a nation.
 * @throws {@link RequestMismatchError} if requests are for something else.
 * @throws {@link ConsentRefusedError}, {@link ConsentLapsedError} before anything is paid, if what was signed does not hold. Once
 *   anything was paid, nobody's consent stops the founding: whose does not hold is invited.
 * @throws {@link VerificationFailedError} if the nation does not come out as the charter says.
 * @example
 * const { nation } = await found(charter, signer, { journal, onProgress: ({ title }) => show(title) });
 */
export async function found(
  charter: CharterInput | Charter,
  signer: Signer,
  options: FoundingOptions = {},
): Promise<Founding> {
  const provider = signer.provider;
  if (provider === null) throw new ProviderNeededError();
  const { journal = memoryJournal(), code = packagedCode, onProgress, consents, requests = [], ...more } = options;
  const { accounts, salt, ...rest } = more;
  const settings = senderOptionsOf(rest, "call found() again with the same journal: it goes on where it stopped.");
  if (salt !== undefined && !isSalt(salt))
    throw new InvalidInputError({ what: "a founding's salt", found: salt, allowed: "32 bytes in hexadecimal" });

  const checked = parseCharter(charter);
  const read: Read = (what, ask) => retry(what, ask, settings);
  const { record, codes } = await resumeOrBegin({
    charter: checked,
    signer,
    provider,
    journal,
    code,
    accounts,
    salt,
    requests,
    read,
    gasCap: settings.gasCap,
  });
  const save = () => journal.save(record);
  const sender = new Sender(signer, provider, record, save, { ...settings, ...agreementIn(record, settings) });
  refuseFounderInOffice(record);
  await save();

  const perform = async (act: Act, place: { readonly step: number; readonly of: number }): Promise<number> => {
    const settled = () =>
      record.transactions.some(
        ({ step, outcome, failed }) => step === act.id && outcome !== undefined && failed !== true,
      );
    const earlier = settled();
    const { hash, gasUsed, cost, blockNumber } = await sender.perform(act);
    await onProgress?.({
      ...place,
      title: act.title,
      hash,
      gasUsed: BigInt(gasUsed),
      cost: BigInt(cost),
      earlier: earlier || !settled(),
    });
    return blockNumber;
  };

  // What can be refused is refused before anything is paid, a factory included.
  const gather = () => gatherConsents(record, { consents, requests, save, provider, read });
  await gather();
  // Where a chain has no factory, the founder's own decides every address.
  const own = record.factory === CREATE2_PROXY ? [] : [factoryOf(record, { provider, codes, gather })];
  const planned = planIn(record, codes);
  const of = own.length + 1 + planned.steps.length;
  for (const act of own) await perform(act, { step: 1, of });

  const { deployer } = record;
  const acts = actsOf(planned, { deployer, birth: birthIn(record, codes), consents: record.consents });
  for (const [index, { id, title, to, data, done }] of acts.entries()) {
    const act: Act = {
      id,
      title,
      request: () => Promise.resolve({ to, data: data() }),
      done: () => done(provider),
    };
    await perform(act, { step: own.length + index + 1, of });
  }
  await sender.redoLost();
  const told = await whatTheDeployerTold(record, { provider, ask: settings });
  if (record.handedOverIn === undefined) {
    record.handedOverIn = told.finishedIn;
    await save();
  }

  const verification = await verifyFounding(provider, record, { ...settings, code });
  if (verification.faults.length > 0) throw new VerificationFailedError(verification.faults);
  const sum = (what: "gasUsed" | "cost") =>
    record.transactions.reduce((total, { outcome }) => total + BigInt(outcome?.[what] ?? 0), 0n);
  return {
    nation: record.institutions[spine.directory.name].address,
    addresses: addressesIn(record),
    record,
    transactions: record.transactions.length,
    gasUsed: sum("gasUsed"),
    cost: sum("cost"),
    invited: told.invited,
    openOffices: told.openOffices,
    verification,
  };
}

/** What all may cost, as it was agreed to last: it is remembered, so that a resumption spends no more. */
function agreementIn(
  record: FoundingRecord,
  { maxCost, confirmCost }: SenderOptions,
): Pick<SenderOptions, "maxCost" | "confirmCost"> {
  if (maxCost !== undefined) record.maxCost = String(maxCost);
  return {
    maxCost: record.maxCost === undefined ? undefined : BigInt(record.maxCost),
    confirmCost: async (overrun) => {
      const agreed = await confirmCost?.(overrun);
      if (agreed !== undefined) record.maxCost = String(agreed);
      return agreed;
    },
  };
}

const factoryOf = (
  record: FoundingRecord,
  {
    provider,
    codes,
    gather,
  }: { readonly provider: Provider; readonly codes: Codes; readonly gather: () => Promise<void> },
): Act =>
  factoryAct({
    provider,
    codes,
    sender: record.sender,
    address: () => record.factory,
    moved: async (factory) => {
      relocate(record, { factory, codes });
      await gather();
    },
  });

/** Reckons everything anew from another factory. Consents name an address, so that none holds any more. */
function relocate(
  record: FoundingRecord,
  { factory, codes }: { readonly factory: string; readonly codes: Codes },
): void {
  Object.assign(record, { factory, consents: {} });
  Object.assign(record, placedFor(record, codes, namesOf(record.institutions)));
}

/** What came of the founding beside the plan, and when it was done. */
async function whatTheDeployerTold(
  record: FoundingRecord,
  { provider, ask }: { readonly provider: Provider; readonly ask: AskOptions },
) {
  const { deployer, transactions } = record;
  const evidence = await evidenceOf(provider, { least: lastBlockOf(record), ask });
  const span = { from: transactions[0]?.sinceBlock ?? 0, to: evidence.pin.number };
  const logs = await evidence.search({ address: deployer }, span);
  const events = logs.map((log) => ({ log, event: deployerInterface.parseLog(log)! }));
  const called = (name: string) => events.filter(({ event }) => event.name === name);
  return {
    finishedIn: called("StepPerformed").at(-1)?.log.blockNumber,
    invited: called("FounderInvited").map(({ event }) => event.args[0] as string),
    openOffices: called("OfficeLeftOpen").map(({ event: { args } }) => ({
      role: args[0] as bigint,
      account: args[1] as string,
    })),
  };
}
