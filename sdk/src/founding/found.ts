import { verifyTypedData, type Provider, type Signer } from "ethers";
import { ProviderNeededError } from "../core/errors";
import { spine } from "../institutions/spine";
import { charterHashOf, citizenNamed, namesIn, parseCharter, type Charter, type CharterInput } from "./charter";
import { admissionRequest, CONSENT_PERIOD, type AskConsent, type FoundingCitizen } from "./consents";
import {
  CitizenWithoutAccountError,
  ConsentRefusedError,
  JournalMismatchError,
  type MismatchSubject,
  OfficeRefusedError,
  VerificationFailedError,
} from "./errors";
import { codeHashOf, packagedCode, type CodeSource } from "./codes";
import { checksummed, namesOf, unknownOf, type Addresses } from "./institutions";
import { memoryJournal, type FoundingRecord, type Journal } from "./journal";
import { retry } from "./retry";
import { addressesIn, FOUNDATION, HAND_OVER, planOf, readsOf, siteOf } from "./plan";
import { Sender, type Step } from "./sender";
import { senderOptionsOf, type ChosenSending } from "./sender-options";
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
  /** Knows the accounts of citizens for whom the charter names none. */
  readonly accounts?: (citizen: {
    readonly index: number;
    readonly name: string | undefined;
  }) => string | undefined | Promise<string | undefined>;
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
  readonly verification: VerificationReport;
}

/**
 * Founds a nation: builds its institutions, enacts its articles, admits or invites its founding citizens, writes down who may
 * do what, hands everything over to its government and verifies all of it on chain. After any failure call it again with the
 * same journal: it goes on where it stopped, and sends nothing twice.
 *
 * @param charter What to found; checked with {@link parseCharter}.
 * @param signer Who founds, and pays the gas. Holds no power afterwards.
 * @param options Journal, progress, consents and timeouts.
 * @returns The nation.
 * @throws {@link CharterError} before anything is sent, if the charter cannot found a nation.
 * @throws {@link OutOfFundsError}, {@link NodeUnreachableError}, {@link NotMinedError}: call again when mended.
 * @throws {@link JournalMismatchError} if the journal is another founding's.
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
  const { journal = memoryJournal(), code = packagedCode, onProgress, consents, accounts, ...rest } = options;
  const settings = senderOptionsOf(rest, "call found() again with the same journal: it goes on where it stopped.");

  const checked = parseCharter(charter);
  const read = <answer>(what: string, ask: () => Promise<answer>) => retry(what, ask, settings);
  const record = await resumeOrBegin({ charter: checked, signer, provider, journal, code, accounts, read });
  const save = () => journal.save(record);
  const sender = new Sender(signer, provider, record, save, settings);
  refuseFounderInOffice(record);

  // The first transaction decides every address. If another one of the founder's takes its nonce, all is reckoned anew.
  for (;;) {
    if (record.transactions.length === 0) {
      const nonce = await sender.nextNonce();
      relocate(record, nonce);
      await save();
    }
    await gatherConsents(record, { consents, save, provider, read });

    const planned = record.firstNonce;
    const steps = stepsOf(record, { provider, code });
    for (const [index, step] of steps.entries()) {
      const earlier = record.transactions.some(({ step: id, outcome }) => id === step.id && outcome !== undefined);
      const { hash, gasUsed, cost, blockNumber } = await sender.perform(step);
      if (record.firstNonce !== planned) break;
      if (step.id === HAND_OVER && record.handedOverIn === undefined) {
        record.handedOverIn = blockNumber;
        await save();
      }
      await onProgress?.({
        step: index + 1,
        of: steps.length,
        title: step.title,
        hash,
        gasUsed: BigInt(gasUsed),
        cost: BigInt(cost),
        earlier,
      });
    }
    if (record.firstNonce === planned) break;
  }

  const verification = await verifyFounding(provider, record, { ...settings, code });
  if (verification.faults.length > 0) throw new VerificationFailedError(verification.faults);
  const sum = (of: "gasUsed" | "cost") =>
    record.transactions.reduce((total, { outcome }) => total + BigInt(outcome?.[of] ?? 0), 0n);
  return {
    nation: record.institutions[spine.directory.name].address,
    addresses: addressesIn(record),
    record,
    transactions: record.transactions.length,
    gasUsed: sum("gasUsed"),
    cost: sum("cost"),
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
  readonly read: Read;
}

async function resumeOrBegin({
  charter,
  signer,
  provider,
  journal,
  code,
  accounts,
  read,
}: Beginning): Promise<FoundingRecord> {
  const founder = checksummed(await read("the founder's account", () => signer.getAddress()));
  const chainId = String((await read("the chain's id", () => provider.getNetwork())).chainId);
  const genesis = await read("the chain's first block", async () => (await provider.getBlock(0))?.hash ?? null);
  const charterHash = charterHashOf(charter);

  const journaled = await journal.load();
  if (journaled !== undefined) {
    const require = (subject: MismatchSubject, old: string, now: string) => {
      if (old !== now) throw new JournalMismatchError(subject, { journaled: old, given: now });
    };
    require("version", String(journaled.version), "3");
    require("chain", `chain ${journaled.chainId}`, `chain ${chainId}`);
    if (journaled.genesis !== null && genesis !== null)
      require("chain", `first block ${journaled.genesis}`, `first block ${genesis}`);
    require("founder", journaled.founder, founder);
    require("charter", journaled.charterHash, charterHash);
    // An institution that came to the catalogue since is none of this founding's.
    require("institutions", unknownOf(journaled.institutions).join(", "), "");
    require("code", journaled.codeHash, await codeHashOf(code, namesOf(journaled.institutions)));
    return journaled;
  }

  const citizens = await Promise.all(
    charter.citizens.map(async ({ name, address }, index) => {
      const account = address ?? (await accounts?.({ index, name }));
      if (account === undefined) throw new CitizenWithoutAccountError(index, name ?? `citizen ${index + 1}`);
      return checksummed(account);
    }),
  );
  const names = namesIn(charter);
  const codeHash = await codeHashOf(code, names);
  const variants = await chooseVariants(charter, {
    names,
    chainId: BigInt(chainId),
    ask: (ask) => read("what the chain allows", () => ask(provider)),
  });
  const startedAt = await read("the chain's clock", async () => (await provider.getBlock("latest"))!.timestamp);
  const nonce = await read("the founder's nonce", () => provider.getTransactionCount(founder, "pending"));
  const begun = { chainId, genesis, founder, charterHash, codeHash, charter, citizens, startedAt, variants };
  return { version: 3, ...begun, ...siteOf(begun, nonce, names), consents: {}, transactions: [] };
}

/** Computes everything anew from another nonce. Signed requests name an address, so they are asked for again. */
function relocate(record: FoundingRecord, firstNonce: number): void {
  if (record.firstNonce === firstNonce) return;
  Object.assign(record, siteOf(record, firstNonce, namesOf(record.institutions)), { consents: {} });
}

/** The acts of a founding, as they are sent. */
function stepsOf(record: FoundingRecord, chain: { readonly provider: Provider; readonly code: CodeSource }): Step[] {
  const reads = readsOf(chain.provider, { record, code: chain.code });
  return planOf(record).map((act) => ({
    id: act.id,
    title: act.title,
    request: async () => ({ to: act.to, data: await act.data(reads) }),
    done: () => act.done(reads),
    ...(act.id === FOUNDATION && {
      reserve: (nonce: number) => {
        relocate(record, nonce);
      },
    }),
  }));
}

const citizenIn = ({ charter, citizens }: FoundingRecord, index: number): FoundingCitizen => ({
  index,
  name: charter.citizens[index].name,
  address: citizens[index],
});

function refuseFounderInOffice(record: FoundingRecord): void {
  record.charter.offices.forEach(({ citizen }, index) => {
    const { address } = citizenIn(record, citizenNamed(record.charter, citizen)!);
    if (address === record.founder) throw new OfficeRefusedError(index, { citizen, because: "founder" });
  });
}

async function gatherConsents(
  record: FoundingRecord,
  context: {
    readonly consents: AskConsent | undefined;
    readonly save: () => Promise<void>;
    readonly provider: Provider;
    readonly read: Read;
  },
): Promise<void> {
  const { consents: ask, save, provider, read } = context;
  const settled = (id: string) => record.transactions.some(({ step }) => step.startsWith(id));
  if (settled("admissions:") || settled("invitations:")) return;

  const now = await read("the chain's clock", async () => (await provider.getBlock("latest"))!.timestamp);
  for (const index of record.citizens.keys()) {
    const citizen = citizenIn(record, index);
    const earlier = record.consents[citizen.address];
    if (earlier !== undefined && earlier.deadline > now + CONSENT_PERIOD / 10) continue;
    delete record.consents[citizen.address];

    const deadline = now + CONSENT_PERIOD;
    const request = admissionRequest({
      chainId: BigInt(record.chainId),
      citizenship: record.institutions[spine.register.name].address,
      applicant: citizen.address,
      deadline,
    });
    const signature = await ask?.(request, citizen);
    if (signature === undefined) continue;
    await requireSigned(request, { signature, citizen, provider, read });
    record.consents[citizen.address] = { deadline, signature };
    await save();
  }
  record.charter.offices.forEach(({ citizen }, index) => {
    const { address } = citizenIn(record, citizenNamed(record.charter, citizen)!);
    if (record.consents[address] === undefined) throw new OfficeRefusedError(index, { citizen, because: "no consent" });
  });
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
