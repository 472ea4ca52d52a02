import { getCreateAddress, hexlify, randomBytes, verifyTypedData, type Provider, type Signer } from "ethers";
import { InvalidInputError, ProviderNeededError } from "../core/errors";
import { spine } from "../institutions/spine";
import { FACTORY, factoryAct, hasCode, refuseUnableChain } from "./chain";
import { charterHashOf, citizenNamed, namesIn, parseCharter, type Charter, type CharterInput } from "./charter";
import { codeHashOf, codesOf, packagedCode, type CodeSource } from "./codes";
import { admissionRequest, CONSENT_PERIOD, type AskConsent, type FoundingCitizen } from "./consents";
import {
  ConsentRefusedError,
  JournalMismatchError,
  type MismatchSubject,
  OfficeRefusedError,
  RequestMismatchError,
  VerificationFailedError,
} from "./errors";
import { checksummed, deployerInterface, namesOf, unknownOf, type Addresses } from "./institutions";
import { memoryJournal, type FoundingRecord, type Journal } from "./journal";
import { retry } from "./retry";
import {
  accountsIn,
  commonTo,
  examineRequest,
  typedDataOf,
  type FoundingRequest,
  type RequestOptions,
} from "./requests";
import { actsOf, addressesIn, ADMISSION, birthIn, placedFor, planIn, type Codes } from "./plan";
import { Sender, type Act } from "./sender";
import { senderOptionsOf, type ChosenSending } from "./sender-options";
import { CREATE2_PROXY, isSalt } from "./steps";
import { chooseVariants } from "./variants";
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
 * @throws {@link JournalMismatchError} if the journal is another founding's.
 * @throws {@link ChainTooOldError}, {@link BlockTooSmallError} before anything is sent, if the chain cannot hold a nation.
 * @throws {@link RequestMismatchError}, {@link ConsentRefusedError} if what was signed is for something else.
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
  });
  const save = () => journal.save(record);
  const sender = new Sender(signer, provider, record, save, settings);
  refuseFounderInOffice(record);
  await save();

  const perform = async (act: Act, place: { readonly step: number; readonly of: number }): Promise<number> => {
    const settled = () => record.transactions.some(({ step, outcome }) => step === act.id && outcome !== undefined);
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

  // Where a chain has no factory, the founder's own decides every address.
  const own = record.factory === CREATE2_PROXY ? [] : [factoryOf(record, { provider, codes })];
  const planned = planIn(record, codes);
  const of = own.length + 1 + planned.steps.length;
  for (const act of own) await perform(act, { step: 1, of });
  await gatherConsents(record, { consents, requests, save, provider, read });

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
  const told = await whatTheDeployerTold(record, { provider, read });
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

type Read = <answer>(what: string, ask: () => Promise<answer>) => Promise<answer>;

interface Beginning {
  readonly charter: Charter;
  readonly signer: Signer;
  readonly provider: Provider;
  readonly journal: Journal;
  readonly code: CodeSource;
  readonly accounts: FoundingOptions["accounts"];
  readonly salt: string | undefined;
  readonly requests: readonly FoundingRequest[];
  readonly read: Read;
}

async function resumeOrBegin(
  beginning: Beginning,
): Promise<{ readonly record: FoundingRecord; readonly codes: Codes }> {
  const { charter, signer, provider, journal, code, read } = beginning;
  const sender = checksummed(await read("the founder's account", () => signer.getAddress()));
  const chainId = String((await read("the chain's id", () => provider.getNetwork())).chainId);
  const genesis = await read("the chain's first block", async () => (await provider.getBlock(0))?.hash ?? null);
  const charterHash = charterHashOf(charter);
  const common = commonTo(beginning.requests);

  const journaled = await journal.load();
  // A journal in which nothing was sent but a factory binds nothing: whatever differs is begun anew.
  const isBinding = journaled?.transactions.some(({ step }) => step !== FACTORY) ?? false;
  if (journaled !== undefined) {
    const differs = (subject: MismatchSubject, old: string, now: string): boolean => {
      if (old !== now && isBinding) throw new JournalMismatchError(subject, { journaled: old, given: now });
      return old !== now;
    };
    const isOther =
      differs("version", String(journaled.version), "4") ||
      differs("chain", `chain ${journaled.chainId}`, `chain ${chainId}`) ||
      (journaled.genesis !== null &&
        genesis !== null &&
        differs("chain", `first block ${journaled.genesis}`, `first block ${genesis}`)) ||
      differs("charter", journaled.charterHash, charterHash) ||
      (!isBinding && differs("founder", journaled.founder, sender)) ||
      (common !== undefined && differs("salt", journaled.salt, common.salt)) ||
      // An institution that came to the catalogue since is none of this founding's.
      differs("institutions", unknownOf(journaled.institutions).join(", "), "") ||
      differs("code", journaled.codeHash, await codeHashOf(code, namesOf(journaled.institutions)));
    if (!isOther) {
      const record: FoundingRecord = journaled;
      if (record.sender !== sender) {
        // What another account has on its way is that account's.
        record.transactions = record.transactions.filter(({ outcome }) => outcome !== undefined);
        record.sender = sender;
      }
      return { record, codes: await codesOf(code, namesOf(record.institutions)) };
    }
  }

  const citizens = await accountsIn(charter, ({ index, name }) =>
    common === undefined ? beginning.accounts?.({ index, name }) : common.citizens[index],
  );
  const names = namesIn(charter);
  const codes = await codesOf(code, names);
  const variants =
    common?.variants ??
    (await chooseVariants(charter, {
      names,
      chainId: BigInt(chainId),
      ask: (ask) => read("what the chain allows", () => ask(provider)),
    }));
  await refuseUnableChain({ provider, read }, { names, variants, codes });
  const site = await siteOf(beginning, { sender, journaled: isOfThisChain(journaled, { chainId, genesis }) });
  const draft = {
    chainId,
    genesis,
    founder: sender,
    sender,
    charterHash,
    codeHash: await codeHashOf(code, names),
    charter,
    citizens,
    variants,
    factory: site.factory,
    salt: common?.salt ?? beginning.salt ?? hexlify(randomBytes(32)),
  };
  const record: FoundingRecord = {
    version: 4,
    ...draft,
    ...placedFor(draft, codes, names),
    consents: {},
    transactions: site.transactions,
  };
  await refuseOtherRequests(record, beginning);
  return { record, codes };
}

/** A journal in which nothing but a factory was sent, on this very chain. */
function isOfThisChain(
  journaled: FoundingRecord | undefined,
  { chainId, genesis }: Pick<FoundingRecord, "chainId" | "genesis">,
): FoundingRecord | undefined {
  return journaled?.version === 4 && journaled.chainId === chainId && journaled.genesis === genesis
    ? journaled
    : undefined;
}

/** The factory by which the deployer is created: the one that requests name, that the chain has, or that was begun; else a new one. */
async function siteOf(
  { provider, requests, read }: Beginning,
  { sender, journaled }: { readonly sender: string; readonly journaled: FoundingRecord | undefined },
): Promise<Pick<FoundingRecord, "factory" | "transactions">> {
  const named = requests.at(0)?.factory ?? CREATE2_PROXY;
  if (await hasCode({ provider, read }, named)) return { factory: named, transactions: [] };
  if (journaled?.sender === sender && journaled.transactions.length > 0)
    return { factory: journaled.factory, transactions: journaled.transactions };
  const nonce = await read("the founder's nonce", () => provider.getTransactionCount(sender, "pending"));
  return { factory: getCreateAddress({ from: sender, nonce }), transactions: [] };
}

/** Refuses requests that were signed for another founding, before anything is sent. */
async function refuseOtherRequests(record: FoundingRecord, { requests, code }: Beginning): Promise<void> {
  for (const request of requests) {
    const mismatches = (["charterHash", "chainId", "founder", "factory", "citizens"] as const)
      .map((what) => ({ what, found: String(request[what]), expected: String(record[what]) }))
      .filter(({ found, expected }) => found !== expected);
    if (mismatches.length > 0) throw new RequestMismatchError(mismatches);
    await examineRequest(request, record.charter, { code });
  }
}

const factoryOf = (
  record: FoundingRecord,
  { provider, codes }: { readonly provider: Provider; readonly codes: Codes },
): Act =>
  factoryAct({
    provider,
    codes,
    sender: record.sender,
    address: () => record.factory,
    moved: (factory) => {
      relocate(record, { factory, codes });
    },
  });

/** Reckons everything anew from another factory. Signed requests name an address, so they are asked for again. */
function relocate(
  record: FoundingRecord,
  { factory, codes }: { readonly factory: string; readonly codes: Codes },
): void {
  Object.assign(record, { factory, consents: {} });
  Object.assign(record, placedFor(record, codes, namesOf(record.institutions)));
}

/** What came of the founding beside the plan, and when it was done. */
async function whatTheDeployerTold(
  { deployer, transactions }: FoundingRecord,
  { provider, read }: { readonly provider: Provider; readonly read: Read },
) {
  const logs = await read("the deployer's logs", () =>
    provider.getLogs({ address: deployer, fromBlock: transactions[0]?.sinceBlock ?? 0, toBlock: "latest" }),
  );
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

const citizenIn = ({ charter, citizens }: FoundingRecord, index: number): FoundingCitizen => ({
  index,
  name: charter.citizens[index].name,
  address: citizens[index],
});

function refuseFounderInOffice(record: FoundingRecord): void {
  record.charter.offices.forEach(({ citizen }, index) => {
    const { address } = citizenIn(record, citizenNamed(record.charter, citizen)!);
    if (address === record.founder) throw new OfficeRefusedError(index, citizen);
  });
}

async function gatherConsents(
  record: FoundingRecord,
  context: {
    readonly consents: AskConsent | undefined;
    readonly requests: readonly FoundingRequest[];
    readonly save: () => Promise<void>;
    readonly provider: Provider;
    readonly read: Read;
  },
): Promise<void> {
  const { consents: ask, requests, save, provider, read } = context;
  if (record.transactions.some(({ step }) => step.startsWith(ADMISSION))) return;

  const now = await read("the chain's clock", async () => (await provider.getBlock("latest"))!.timestamp);
  for (const index of record.citizens.keys()) {
    const citizen = citizenIn(record, index);
    const earlier = record.consents[citizen.address];
    if (earlier !== undefined && earlier.deadline > now + CONSENT_PERIOD / 10) continue;
    delete record.consents[citizen.address];

    const given = requests.find((one) => one.citizen.index === index && one.signature !== undefined);
    const request =
      given === undefined
        ? admissionRequest({
            chainId: BigInt(record.chainId),
            citizenship: record.institutions[spine.register.name].address,
            charterHash: record.charterHash,
            applicant: citizen.address,
            deadline: now + CONSENT_PERIOD,
          })
        : typedDataOf(given);
    const signature = given?.signature ?? (await ask?.(request, citizen));
    if (signature === undefined) continue;
    await requireSigned(request, { signature, citizen, provider, read });
    record.consents[citizen.address] = { deadline: Number(request.message.deadline), signature };
    await save();
  }
}

/** A contract account's signature is left to the chain to judge. */
async function requireSigned(
  { domain, types, message }: ReturnType<typeof admissionRequest>,
  {
    signature,
    citizen,
    provider,
    read,
  }: { signature: string; citizen: FoundingCitizen; provider: Provider; read: Read },
): Promise<void> {
  const signer = recovered(() => verifyTypedData(domain, types, message, signature));
  if (signer === citizen.address) return;
  const code = await read("a citizen's account", () => provider.getCode(citizen.address));
  if (code === "0x") throw new ConsentRefusedError(citizen.name ?? citizen.address, signer);
}

function recovered(recover: () => string): string {
  try {
    return recover();
  } catch {
    return "nobody";
  }
}
