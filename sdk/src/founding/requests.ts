import { hexlify, randomBytes, type Provider } from "ethers";
import type { z } from "zod";
import { spine } from "../institutions/spine";
import { CharterError, citizenNamed, namesIn, parseCharter, type Charter, type CharterInput } from "./charter";
import { charterHashOf } from "./charter/digest";
import { complaintOfAccount } from "./charter/people";
import { actsOf } from "./act-gas";
import { chooseFactory, refuseUnableChain } from "./chain";
import { codesOf, packagedCode, type CodeSource } from "./codes";
import { admissionRequest, CONSENT_PERIOD, type AdmissionRequest } from "./consents";
import { CitizenWithoutAccountError, OfficeRefusedError, RequestMismatchError, type RequestMismatch } from "./errors";
import { checksummed } from "./institutions";
import { placedFor, type Draft } from "./plan";
import { retry, RETRY_DEFAULTS, type RetryOptions } from "./retry";
import { parseRequest, requestSchema } from "./request-schema";
import { chooseVariants } from "./variants";

/**
 * What one founding citizen signs before a nation is founded, with all that decides where the nation will be: the nation's name for
 * people, the charter's digest, the chain, the founder, the CREATE2 factory and salt, which contract each institution with several is
 * built by, the accounts of all founding citizens in the charter's order, who signs this one, the EIP-712 typed data, and the
 * signature once it is given. It is plain JSON, to be sent to that person and back; {@link parseRequest} checks it.
 */
export type FoundingRequest = z.output<typeof requestSchema>;

/** How to prepare requests. */
export interface RequestOptions extends Partial<RetryOptions> {
  /** Whose transaction will found: requests count for that founder alone. */
  readonly founder: string;
  /** Knows the accounts of citizens for whom the charter names none. */
  readonly accounts?: (citizen: {
    readonly index: number;
    readonly name: string | undefined;
  }) => string | undefined | Promise<string | undefined>;
  /** Tells this founding from others of the same charter: 32 bytes, by default random. */
  readonly salt?: string;
  /** How long the signatures count, in seconds; 30 days by default. */
  readonly period?: number;
  /** Where the contracts' code comes from; by default from this package. */
  readonly code?: CodeSource;
}

/**
 * Prepares what the founding citizens sign, before anything is sent. Give the signed requests to `found()`.
 *
 * @param charter What will be founded.
 * @param provider A node of the chain to found on.
 * @returns One request for each founding citizen, in the charter's order.
 * @throws {@link CharterError} if the charter cannot found a nation.
 * @throws {@link FactoryMissingError} if the chain has no CREATE2 factory, on which the address depends.
 * @example
 * const [request] = await prepareRequests(charter, provider, { founder });
 * const signed = await signRequest(request, { charter, signer: citizen });
 */
export async function prepareRequests(
  charter: CharterInput | Charter,
  provider: Provider,
  options: RequestOptions,
): Promise<FoundingRequest[]> {
  const { accounts, code = packagedCode, salt = hexlify(randomBytes(32)), period = CONSENT_PERIOD, ...rest } = options;
  const retryOptions = { ...RETRY_DEFAULTS, ...rest };
  const read = <answer>(what: string, ask: () => Promise<answer>) => retry(what, ask, retryOptions);
  const checked = parseCharter(charter);
  const names = namesIn(checked);
  const { chainId } = await read("the chain's id", () => provider.getNetwork());
  const citizens = await accountsIn(checked, accounts);
  const variants = await chooseVariants(checked, {
    names,
    chainId,
    ask: (ask) => read("what the chain allows", () => ask(provider)),
  });
  const factory = await chooseFactory({ provider, read });
  const draft = {
    charter: checked,
    founder: checksummed(options.founder),
    citizens,
    chainId: String(chainId),
    variants,
    factory,
    salt,
  };
  const now = await read("the chain's clock", async () => (await provider.getBlock("latest"))!.timestamp);
  const codes = await codesOf(code, names);
  refuseFounderInOffice(draft);
  await refuseUnableChain({ provider, read }, { acts: actsOf(checked, citizens.length), names, variants, codes });
  const { institutions } = placedFor(draft, codes);
  return citizens.map((address, index): FoundingRequest => {
    const { name } = checked.citizens[index];
    return {
      version: 1,
      nation: checked.nation.name,
      charterHash: charterHashOf(checked),
      chainId: draft.chainId,
      founder: draft.founder,
      factory,
      salt,
      variants,
      citizens,
      citizen: { index, ...(name !== undefined && { name }), address },
      request: inJson(
        admissionRequest({
          chainId,
          citizenship: institutions[spine.register.name].address,
          charterHash: charterHashOf(checked),
          applicant: address,
          deadline: now + period,
        }),
      ),
    };
  });
}

/** Refuses a charter that gives an office to its founder, who keeps no power. */
export function refuseFounderInOffice(draft: Pick<Draft, "charter" | "citizens" | "founder">): void {
  const { charter, citizens, founder } = draft;
  charter.offices.forEach(({ citizen }, index) => {
    if (citizens[citizenNamed(charter, citizen)!] === founder) throw new OfficeRefusedError(index, citizen);
  });
}

/**
 * The accounts of a charter's citizens, in its order.
 *
 * @throws {@link CitizenWithoutAccountError} if nobody knows one.
 * @throws {@link CharterError} if one is nobody's, or that of two citizens: the second could neither be admitted nor invited.
 */
export async function accountsIn(charter: Charter, accounts: RequestOptions["accounts"]): Promise<string[]> {
  const found = await Promise.all(
    charter.citizens.map(async ({ name, address }, index) => {
      const account = address ?? (await accounts?.({ index, name }));
      if (account === undefined) throw new CitizenWithoutAccountError(index, name ?? `citizen ${index + 1}`);
      const complaint = complaintOfAccount(account);
      if (complaint !== undefined)
        throw new CharterError([{ field: `citizens[${index}].address`, message: complaint }]);
      return checksummed(account);
    }),
  );
  const repeated = found.flatMap((account, index) => {
    const first = found.indexOf(account);
    const message = `repeats ${account}, whom citizens[${first}] has already.`;
    return first === index ? [] : [{ field: `citizens[${index}].address`, message }];
  });
  if (repeated.length > 0) throw new CharterError(repeated);
  return found;
}

/**
 * Compares a request with a charter: that it asks for what it says, in the very nation that this charter founds.
 *
 * @throws {@link RequestMismatchError} with everything in which it differs.
 */
export async function examineRequest(
  given: FoundingRequest,
  charter: CharterInput | Charter,
  { code = packagedCode }: { readonly code?: CodeSource } = {},
): Promise<void> {
  const checked = parseCharter(charter);
  parseRequest(given);
  const mismatches: RequestMismatch[] = [];
  const compare = (what: string, found: unknown, expected: unknown) => {
    if (String(found) !== String(expected)) mismatches.push({ what, found: String(found), expected: String(expected) });
  };
  compare("the charter's digest", given.charterHash, charterHashOf(checked));
  compare("the number of founding citizens", given.citizens.length, checked.citizens.length);
  if (checked.citizens[given.citizen.index] === undefined) compare("the citizen's place", given.citizen.index, "one");
  if (mismatches.length > 0) throw new RequestMismatchError(mismatches);

  const citizens = await accountsIn(checked, ({ index }) => given.citizens[index]);
  const names = namesIn(checked);
  const { institutions } = placedFor({ ...given, charter: checked, citizens }, await codesOf(code, names));
  const expected = inJson(
    admissionRequest({
      chainId: BigInt(given.chainId),
      citizenship: institutions[spine.register.name].address,
      charterHash: charterHashOf(checked),
      applicant: citizens[given.citizen.index],
      deadline: Number(given.request.message.deadline),
    }),
  );
  const [found, due] = [given.request, expected];
  for (const key of ["name", "version", "chainId", "verifyingContract"] as const)
    compare(`the domain's ${key}`, found.domain[key], due.domain[key]);
  for (const key of ["applicant", "dossier", "nonce", "deadline"] as const)
    compare(`the ${key}`, found.message[key], due.message[key]);
  compare("the types", JSON.stringify(found.types), JSON.stringify(due.types));
  if (mismatches.length > 0) throw new RequestMismatchError(mismatches);
}

/** Signs a request, after comparing it with the charter. */
export async function signRequest(
  given: FoundingRequest,
  {
    charter,
    signer,
    ...options
  }: {
    readonly charter: CharterInput | Charter;
    readonly signer: {
      signTypedData(
        domain: AdmissionRequest["domain"],
        types: AdmissionRequest["types"],
        message: AdmissionRequest["message"],
      ): Promise<string>;
    };
    readonly code?: CodeSource;
  },
): Promise<FoundingRequest> {
  await examineRequest(given, charter, options);
  const { domain, types, message } = typedDataOf(given);
  return { ...given, signature: await signer.signTypedData(domain, types, message) };
}

/** The typed data of a request, as wallets take it. */
export function typedDataOf({ request: { domain, types, primaryType, message } }: FoundingRequest): AdmissionRequest {
  return {
    domain: { ...domain, chainId: BigInt(domain.chainId) },
    types,
    primaryType,
    message: { ...message, nonce: BigInt(message.nonce), deadline: BigInt(message.deadline) },
  };
}

function inJson({ domain, types, primaryType, message }: AdmissionRequest): FoundingRequest["request"] {
  return {
    domain: {
      name: domain.name!,
      version: domain.version!,
      chainId: String(domain.chainId),
      verifyingContract: domain.verifyingContract!,
    },
    types,
    primaryType,
    message: { ...message, nonce: String(message.nonce), deadline: String(message.deadline) },
  };
}

/**
 * What all requests of a founding have in common.
 *
 * @throws {@link InvalidInputError} for something that is no request, or two of the same person that differ.
 * @throws {@link RequestMismatchError} for those that do not belong together.
 */
export function commonTo(requests: readonly FoundingRequest[]): FoundingRequest | undefined {
  for (const one of requests) parseRequest(one);
  const [first] = requests;
  for (const one of requests) {
    const mismatches = (["charterHash", "chainId", "founder", "factory", "salt", "variants", "citizens"] as const)
      .map((what) => ({ what, found: JSON.stringify(one[what]), expected: JSON.stringify(first[what]) }))
      .filter(({ found, expected }) => found !== expected);
    if (mismatches.length > 0) throw new RequestMismatchError(mismatches);
  }
  return first;
}
