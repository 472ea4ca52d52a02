import { ZeroAddress, type ContractRunner, type Provider } from "ethers";
import { providerOf, signerOf } from "../../core/write";
import type { InstitutionName } from "../../institutions/registry";
import { factoryAct, hasCode, refuseUnableChain } from "../chain";
import { codesOf, type CodeSource } from "../codes";
import { LookalikeError } from "../errors";
import { addressAt, checksummed, forEach, type Addresses, type FoundingTerms } from "../institutions";
import type { Outcome, SenderRecord } from "../journal";
import { actsOf, buildings, type Codes } from "../plan";
import { pause, retry } from "../retry";
import { Sender } from "../sender";
import type { SenderOptions } from "../sender-options";
import { birthOf, bornAt, chained, CREATE2_PROXY, placeholderOf } from "../steps";
import { evidenceOf, inspectionOf } from "../verification/inspecting";
import { refuseLookalike } from "./examine";
import type { LivingNation } from "./living";

/** What is to be built, and for which nation. */
export interface Building {
  readonly names: readonly InstitutionName[];
  /** The institutions that stand already. */
  readonly known: Addresses;
  readonly terms: Omit<FoundingTerms, "addresses">;
  /** Tells this adoption from others of the same institutions: 32 bytes. */
  readonly salt: string;
  readonly living: LivingNation;
  readonly code: CodeSource;
  readonly settings: SenderOptions;
  /** Told after each transaction. */
  readonly onProgress:
    ((progress: { readonly step: number; readonly of: number; readonly title: string }) => void) | undefined;
}

/** How often a node is asked for what it may not have yet, and how it is waited for: about two seconds the first time. */
const [LOOKS, SLOWLY] = [3, 10];

/** A node that was behind may have named the block before a step's. */
const MARGIN = 64;

/**
 * Builds institutions through a deployer of their own, so that each can be told where the others will be.
 *
 * Anyone may bring its steps, also in a way that no transaction tells: then nobody could verify what was built.
 *
 * @throws {@link BlockTooSmallError}, {@link StepTooBigError} before anything is sent, if the chain cannot hold an institution.
 * @throws {@link LookalikeError} if it cannot be shown.
 */
export async function build(runner: ContractRunner, building: Building): Promise<Addresses> {
  const { names, known, terms, salt, living, code, settings, onProgress } = building;
  const signer = signerOf(runner, "building an institution");
  const provider = providerOf(runner);
  const builder = checksummed(await retry("the builder's account", () => signer.getAddress(), settings));
  const record: SenderRecord = { chainId: String(terms.chainId), sender: builder, transactions: [] };
  const sender = new Sender(signer, provider, record, () => Promise.resolve(), settings);

  const codes = await codesOf(code, names);
  const read: Sender["read"] = (what, request) => sender.read(what, request);
  const { gasCap } = settings;
  await refuseUnableChain({ provider, read }, { acts: [], names, variants: terms.variants, codes, gasCap });
  const at = { ...known, ...forEach(names, (_, index) => placeholderOf(index)) };
  const plan = chained(buildings({ ...terms, chainId: String(terms.chainId) }, { names, at, codes }));
  const birth = birthOf(plan.hash, {
    factory: await factoryFor(sender, { provider, codes }),
    salt,
    founder: ZeroAddress,
    code: codes("NationDeployer"),
  });
  const deployer = bornAt(birth);
  const acts = actsOf(plan, { deployer, birth, consents: {} });
  const addresses = { ...known, ...forEach(names, (_, index) => addressAt(deployer, index)) };
  const outcomes: Outcome[] = [];
  const refuseUnproved = async (built: readonly InstitutionName[]) => {
    const since = Math.min(...record.transactions.map(({ sinceBlock }) => sinceBlock));
    const wasBegun = outcomes.some(({ hash }) => hash === undefined);
    const unproved = await whyUnproved(provider, {
      ...building,
      names: built,
      addresses,
      from: wasBegun ? living.since : Math.max(living.since, since - MARGIN),
      least: Math.max(...outcomes.map(({ blockNumber }) => blockNumber)),
    });
    if (unproved !== undefined) throw unproved;
  };

  const begun = await doneIn(acts, (what, request) => sender.read(what, () => request(provider)));
  for (const [index, { id, title, to, data, done }] of acts.entries()) {
    // What others have begun is looked at before it is paid for, as soon as there is an institution to look at.
    if (begun > 0 && index === Math.max(begun, 2)) await refuseUnproved(names.slice(0, index - 1));
    const act = { id, title, request: () => Promise.resolve({ to, data: data() }), done: () => done(provider) };
    outcomes.push(await sender.perform(act));
    onProgress?.({ step: index + 1, of: acts.length, title });
  }
  await refuseUnproved(names);
  return addresses;
}

/** How many of a plan's acts are done: each comes after the one before it. */
async function doneIn(
  acts: ReturnType<typeof actsOf>,
  read: (what: string, request: (provider: Provider) => Promise<boolean>) => Promise<boolean>,
): Promise<number> {
  for (const [index, { title, done }] of acts.entries()) {
    if (!(await read(`whether somebody has done "${title}"`, done))) return index;
  }
  return acts.length;
}

/** Why nothing proves what was built; undefined if it is proved. */
async function whyUnproved(
  provider: Provider,
  {
    names,
    terms,
    living,
    addresses,
    from,
    least,
    code,
    settings,
  }: Building & { readonly addresses: Addresses; readonly from: number; readonly least: number },
): Promise<LookalikeError | undefined> {
  for (let look = 1; ; ++look) {
    const evidence = await evidenceOf(provider, { from, least, ask: settings });
    const inspection = inspectionOf(evidence, { addresses: living.addresses });
    try {
      for (const name of names)
        await refuseLookalike(inspection, { name, address: addresses[name]!, terms: { ...terms, addresses }, code });
      return undefined;
    } catch (error) {
      if (!(error instanceof LookalikeError)) throw error;
      if (look === LOOKS) return error;
      await pause(SLOWLY + look, settings.pollMs);
    }
  }
}

/** The CREATE2 factory of the chain, or a new one where it has none. */
async function factoryFor(
  sender: Sender,
  { provider, codes }: { readonly provider: Provider; readonly codes: Codes },
): Promise<string> {
  const read: Sender["read"] = (what, request) => sender.read(what, request);
  if (await hasCode({ provider, read }, CREATE2_PROXY)) return CREATE2_PROXY;

  let factory = await sender.nextAddress();
  await sender.perform(
    factoryAct({
      provider,
      codes,
      address: () => factory,
      moved: (address) => {
        factory = address;
        return Promise.resolve();
      },
      sender: sender.address,
    }),
  );
  return factory;
}
