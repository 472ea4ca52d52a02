import type { ContractRunner, Provider } from "ethers";
import { interfaceOf as spoken } from "../../core/declaration";
import { InvalidInputError } from "../../core/errors";
import { providerOf, signerOf, type Call } from "../../core/write";
import {
  declarationOf,
  institutionNames,
  isKnown,
  isOptional,
  type InstitutionName,
  type OptionalName,
} from "../../institutions/registry";
import { spine } from "../../institutions/spine";
import { parseSections, type CharterInput } from "../charter";
import { creationCodeOf, packagedCode, type CodeSource } from "../codes";
import { DependentsLeftError, NeedsMissingError, NotAdoptableError } from "../errors";
import {
  addressAt,
  checksummed,
  contractOf,
  deployerInterface,
  deployerOf,
  forEach,
  namesOf,
  termsEncoded,
  type Addresses,
  type FoundingTerms,
} from "../institutions";
import { neededBy, needsOf } from "../needs";
import { FOUNDATION, readContract } from "../plan";
import { retry } from "../retry";
import { Sender, type SenderRecord } from "../sender";
import { senderOptionsOf, type ChosenSending, type SenderOptions } from "../sender-options";
import { chooseVariants } from "../variants";
import { evidenceOf, inspectionOf, type Reading } from "../verification/inspecting";
import { adoptionCalls, type Adopted } from "./calls";
import { refuseLookalike } from "./examine";
import { holdersOf, readNation, type LivingNation } from "./living";

/** What to adopt. */
export interface AdoptionOptions extends ChosenSending {
  /** The nation's address. */
  readonly nation: string;
  /** The institutions, in any order: those that need each other together. One that the nation has is replaced. */
  readonly institutions: readonly OptionalName[];
  /** What a charter would say in their sections. What is left out has its default. */
  readonly charter?: Partial<CharterInput>;
  /**
   * Institutions that stand already, whoever deployed them. adopt() examines them instead of building them. They need not be listed
   * in `institutions`.
   */
  readonly addresses?: Readonly<Partial<Record<OptionalName, string>>>;
  /** Told after each transaction. */
  readonly onProgress?: (progress: { readonly step: number; readonly of: number; readonly title: string }) => void;
  /** Where the contracts' code comes from; by default from this package. */
  readonly code?: CodeSource;
}

/** Institutions that stand ready, and the proposal by which a government adopts them. */
export interface Adoption {
  /** Where they stand. */
  readonly addresses: Readonly<Partial<Record<OptionalName, string>>>;
  /** The calls of the one proposal. */
  readonly calls: readonly Call[];
  /** The class that the governor gives it. */
  readonly class: "ordinary" | "constitutional";
}

/**
 * Builds institutions for a living nation, and returns the calls by which its government adopts them. Anyone may build.
 *
 * The proposal appoints each one, and gives it the roles and exemptions of its declaration. The former one loses them. Institutions
 * that stay are told of the new one. Nothing changes in the nation until the proposal is executed.
 *
 * What is built by others is examined, and refused unless it is what this function would have built.
 *
 * @param runner Who pays for what is built. A connection is enough if everything stands already.
 * @param options The nation, and what it is to adopt.
 * @throws {@link InvalidInputError} if an address or a name is none, or an institution has its place already.
 * @throws {@link NoNationError} if there is no nation at the address.
 * @throws {@link NotAdoptableError} if every nation is founded with an institution.
 * @throws {@link NeedsMissingError} if an institution needs another one that the nation does not have.
 * @throws {@link DependentsLeftError} if others would go on with the one that is replaced.
 * @throws {@link LookalikeError} if what stands already is not what it should be.
 * @throws {@link CharterError} if the settings are not sound.
 * @example
 * const { calls } = await adopt(signer, { nation: nation.address, institutions: ["tribunal"] });
 * await nation.governor.propose.wait({ calls, description: "Adopt a new tribunal" });
 */
export async function adopt(runner: ContractRunner, options: AdoptionOptions): Promise<Adoption> {
  const {
    nation,
    institutions,
    charter = {},
    addresses: given = {},
    code = packagedCode,
    onProgress,
    ...rest
  } = options;
  const provider = providerOf(runner);
  const settings = senderOptionsOf(rest, "call adopt() again, with `addresses` for what stands already.");
  const read: Reading["read"] = (what, request) => retry(what, request, settings);
  const wanted: readonly string[] = [...institutions, ...Object.keys(given)];
  const unknown = wanted.filter((name) => !isKnown(name));
  if (wanted.length === 0 || unknown.length > 0)
    throw new InvalidInputError({
      what: "institutions to adopt",
      found: unknown.join(", ") || "none",
      allowed: institutionNames.filter(isOptional).join(", "),
    });
  const names = institutionNames.filter((name) => wanted.includes(name));

  const living = await readNation(nation, { provider, read });
  refuseUnsound(names, living);
  const sections = parseSections(names, { nation: living.name, sections: charter });
  const { chainId } = await read("the chain's id", () => provider.getNetwork());
  const variants = await chooseVariants(sections, {
    names,
    chainId,
    ask: (ask) => read("what the chain allows", () => ask(provider)),
  });
  const terms = { charter: sections, founder: living.address, citizens: [], chainId, variants };

  const missing = names.filter((name) => given[name as OptionalName] === undefined);
  const standing = forEach(
    names.filter((name) => !missing.includes(name)),
    (name) => checksummed(given[name as OptionalName]!),
  );
  const known: Addresses = { ...living.addresses, ...standing };
  for (const name of namesOf(standing)) {
    if (standing[name] === living.addresses[name])
      throw new InvalidInputError({
        what: `the ${name} to adopt`,
        found: standing[name],
        allowed: "one that does not have that place already",
      });
  }
  const evidence = await evidenceOf(provider, { from: living.since, ask: settings });
  const inspection = inspectionOf(evidence, { addresses: living.addresses });
  for (const name of namesOf(standing)) {
    await refuseLookalike(inspection, { name, address: standing[name], terms: { ...terms, addresses: known }, code });
  }

  const addresses =
    missing.length === 0
      ? known
      : await build(runner, { names: missing, known, terms, code, settings, read, onProgress });

  const adopted: Adopted[] = [];
  for (const name of names) {
    const holders = await holdersOf(name, { nation: living.address, provider, read });
    adopted.push({ name, address: addresses[name]!, former: holders.filter((one) => one !== addresses[name]) });
  }
  const calls = adoptionCalls(adopted, addresses);
  return {
    addresses: Object.fromEntries(adopted.map(({ name, address }) => [name, address])),
    calls,
    class: await classOf(calls, { assembly: living.addresses[spine.assembly.name], provider, read }),
  };
}

/** Refuses what would not work, or would leave others with the one that is replaced. */
function refuseUnsound(names: readonly InstitutionName[], { addresses }: LivingNation): void {
  const present = namesOf(addresses);
  for (const name of names) {
    if (!isOptional(name)) throw new NotAdoptableError(name);
    const missing = needsOf(name).filter((one) => !present.includes(one) && !names.includes(one));
    if (missing.length > 0) throw new NeedsMissingError(name, missing);
    const left = neededBy(name, present).filter(
      (one) => !names.includes(one) && declarationOf(one).repointedBy?.[name] === undefined,
    );
    if (left.length > 0) throw new DependentsLeftError(name, left);
  }
}

/** Builds institutions through a deployer of their own, so that each can be told where the others will be. */
async function build(
  runner: ContractRunner,
  context: {
    readonly names: readonly InstitutionName[];
    readonly known: Addresses;
    readonly terms: Omit<FoundingTerms, "addresses">;
    readonly code: CodeSource;
    readonly settings: SenderOptions;
    readonly read: Reading["read"];
    readonly onProgress: AdoptionOptions["onProgress"];
  },
): Promise<Addresses> {
  const { names, known, terms, code, settings, read, onProgress } = context;
  const signer = signerOf(runner, "building an institution");
  const provider = providerOf(runner);
  const builder = checksummed(await read("the builder's account", () => signer.getAddress()));
  const record: SenderRecord = { chainId: String(terms.chainId), founder: builder, transactions: [] };
  const sender = new Sender(signer, provider, record, () => Promise.resolve(), settings);
  const exists = async (address: string) => (await provider.getCode(address)) !== "0x";
  const report = (step: number, title: string) => onProgress?.({ step, of: names.length + 1, title });

  let deployer = deployerOf(builder, await sender.nextNonce());
  const { creation } = await code("NationDeployer");
  await sender.perform({
    id: FOUNDATION,
    title: "Create the deployer",
    request: () => Promise.resolve({ to: null, data: creation }),
    done: () => exists(deployer),
    // Its nonce decides every address.
    reserve: (nonce) => {
      deployer = deployerOf(builder, nonce);
    },
  });
  report(1, "Create the deployer");

  const addresses: Addresses = { ...known, ...forEach(names, (_, index) => addressAt(deployer, index)) };
  for (const [index, name] of names.entries()) {
    const contract = contractOf(name, terms.variants[name]);
    const title = `Build the ${name} (${contract})`;
    await sender.perform({
      id: `institution:${name}`,
      title,
      request: async () => {
        const encoded = termsEncoded(name, { ...terms, addresses });
        const whole = await creationCodeOf(code, { contract, arguments: encoded });
        return { to: deployer, data: deployerInterface.encodeFunctionData("deploy", [index, whole]) };
      },
      done: () => exists(addresses[name]!),
    });
    report(index + 2, title);
  }
  return addresses;
}

/** The class that the governor gives a proposal. */
async function classOf(
  calls: readonly Call[],
  { assembly, provider, read }: Reading & { readonly assembly: string; readonly provider: Provider },
): Promise<Adoption["class"]> {
  const governor = { address: assembly, interface: spoken(spine.assembly) };
  const values = [calls.map(({ target }) => target), calls.map(({ data }) => data)];
  const [found] = await read("the proposal's class", () => readContract(provider, governor, "classOf", values));
  return found === 0n ? "ordinary" : "constitutional";
}
