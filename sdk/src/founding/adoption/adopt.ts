import { AbiCoder, keccak256, type ContractRunner, type Provider } from "ethers";
import { interfaceOf as spoken } from "../../core/declaration";
import { InvalidInputError } from "../../core/errors";
import { providerOf, type Call } from "../../core/write";
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
import { packagedCode, type CodeSource } from "../codes";
import { DependentsLeftError, NeedsMissingError, NotAdoptableError } from "../errors";
import { checksummed, forEach, namesOf, type Addresses } from "../institutions";
import { neededBy, needsOf } from "../needs";
import { readContract } from "../plan";
import { retry } from "../retry";
import { senderOptionsOf, type ChosenSending, type SenderOptions } from "../sender-options";
import { chooseVariants } from "../variants";
import { isSalt } from "../steps";
import { deployerTerms, findDeployment } from "../verification/code";
import { blockAt, blocksOf, evidenceOf, inspectionOf, type Reading } from "../verification/inspecting";
import { build } from "./build";
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
  /**
   * Tells this adoption from others of the same institutions: 32 bytes. With another salt everything is built anew, elsewhere. If left
   * out, it follows from the nation, so that the same adoption, begun again after a failure, goes on where it stopped.
   */
  readonly salt?: string;
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
 * What is built by others is examined, before anything is paid, and refused unless it is what this function would have built. So is
 * what was built just now: anyone may bring a step, also in a way that nobody can show later. Then give another `salt`.
 *
 * @param runner Who pays for what is built. A connection is enough if everything stands already.
 * @param options The nation, and what it is to adopt.
 * @throws {@link InvalidInputError} if an address or a name is none, or an institution has its place already.
 * @throws {@link NoNationError} if there is no nation at the address.
 * @throws {@link NotAdoptableError} if every nation is founded with an institution.
 * @throws {@link NeedsMissingError} if an institution needs another one that the nation does not have.
 * @throws {@link DependentsLeftError} if others would go on with the one that is replaced.
 * @throws {@link LookalikeError} if what stands already is not what it should be, or cannot be shown to be.
 * @throws {@link CharterError} if the settings are not sound.
 * @throws {@link BlockTooSmallError}, {@link StepTooBigError} before anything is sent, if the chain cannot hold an institution.
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
    salt,
    onProgress,
    ...rest
  } = options;
  if (salt !== undefined && !isSalt(salt))
    throw new InvalidInputError({ what: "a salt", found: salt, allowed: "0x and 64 hexadecimal digits" });
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
  const terms = { charter: sections, deployer: living.address, citizens: [], chainId, variants };

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
  const from = namesOf(standing).length === 0 ? living.since : await bornIn(provider, { living, code, ask: settings });
  const evidence = await evidenceOf(provider, { from, ask: settings });
  const inspection = inspectionOf(evidence, { addresses: living.addresses });
  for (const name of namesOf(standing)) {
    await refuseLookalike(inspection, { name, address: standing[name], terms: { ...terms, addresses: known }, code });
  }

  const holders = new Map<InstitutionName, string[]>();
  for (const name of names) holders.set(name, await holdersOf(name, { nation: living.address, provider, read }));
  const earlier = missing.reduce((sum, name) => sum + holders.get(name)!.length, 0);
  const addresses =
    missing.length === 0
      ? known
      : await build(runner, {
          names: missing,
          known,
          terms,
          salt: salt ?? saltOf(living.address, earlier),
          living,
          code,
          settings,
          onProgress,
        });

  const adopted: Adopted[] = [];
  for (const name of names) {
    const address = addresses[name]!;
    const former = holders.get(name)!.filter((one) => one !== address);
    adopted.push({ name, address, former, isExempt: await isExempt(address, { living, provider, read }) });
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

/** The salt of an adoption that is given none. */
const saltOf = (nation: string, earlier: number): string =>
  keccak256(AbiCoder.defaultAbiCoder().encode(["address", "uint256"], [nation, earlier]));

/** The block in which a nation's own deployer was created: what was founded is older than the nation's directory. */
async function bornIn(
  provider: Provider,
  { living, code, ask }: { readonly living: LivingNation; readonly code: CodeSource; readonly ask: SenderOptions },
): Promise<number> {
  const evidence = await evidenceOf(provider, { from: living.since, ask });
  const deployment = await findDeployment(evidence, { address: living.address, code });
  const terms = deployment && (await deployerTerms(evidence, { deployer: deployment.deployer, code }));
  return terms === undefined ? living.since : blockAt(terms.createdAt, blocksOf(evidence));
}

/** Whether an account is exempt from tax for good, wherever there is one. */
async function isExempt(
  account: string,
  { living, provider, read }: Reading & { readonly living: LivingNation; readonly provider: Provider },
): Promise<boolean> {
  const asked = namesOf(living.addresses).flatMap((name) => {
    const data = declarationOf(name).exempting?.isFixed(account);
    return data === undefined ? [] : [{ to: living.addresses[name]!, data }];
  });
  for (const request of asked)
    if (BigInt(await read("whether it is exempt from tax", () => provider.call(request))) === 0n) return false;
  return asked.length > 0;
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
