import {
  hexlify,
  randomBytes,
  Signature,
  TypedDataEncoder,
  type ContractRunner,
  type TypedDataDomain,
  type TypedDataField,
} from "ethers";
import type { Address } from "./address";
import { InvalidInputError } from "./errors";
import { withNationErrors } from "./failures";
import type { SignatureTaker } from "./signing";
import { providerOf, signerOf } from "./write";

/** What a wallet is asked to sign (EIP-712), in ethers' order: `signer.signTypedData(domain, types, message)`. */
export interface TypedData<Message> {
  readonly domain: TypedDataDomain;
  readonly types: Record<string, TypedDataField[]>;
  readonly message: Message;
}

/**
 * The fields of a structure, each written as in Solidity.
 *
 * @example
 * const Permit = struct("address owner", "address spender", "uint256 value");
 */
/* @__NO_SIDE_EFFECTS__ */
export const struct = (...fields: string[]): TypedDataField[] =>
  fields.map((field) => {
    const [type, name] = field.split(" ");
    return { type, name };
  });

/** Structures that an institution takes signed, as EIP-712 has them, by their names. */
export type SignedTypes = Readonly<Record<string, readonly TypedDataField[]>>;

/** A structure, and those that it contains, as a wallet takes them. */
function typesOf(types: SignedTypes, type: string): Record<string, TypedDataField[]> {
  const contained = types[type].flatMap((field) =>
    types[field.type] === undefined ? [] : [typesOf(types, field.type)],
  );
  return Object.assign({ [type]: [...types[type]] }, ...contained) as Record<string, TypedDataField[]>;
}

/** The part of a contract that gives its signing domain (ERC-5267). */
interface SelfDescribing {
  eip712Domain(): Promise<{ name: string; version: string; chainId: bigint; verifyingContract: string }>;
}

/** What a contract's signatures name: read from the contract, so that it is right on every chain. */
export async function domainOf(contract: SelfDescribing): Promise<TypedDataDomain> {
  const { name, version, chainId, verifyingContract } = await contract.eip712Domain();
  return { name, version, chainId, verifyingContract };
}

/**
 * Asks the connected account to sign. Only `signTypedData` is used, which private keys, browser and hardware wallets have.
 *
 * @throws What {@link usable} throws if the contract would refuse the signature.
 */
export const sign = <Types extends SignedTypes>(parameters: {
  runner: ContractRunner;
  contract: SelfDescribing;
  types: Types;
  type: keyof Types & string;
  message: Readonly<Record<string, unknown>>;
  /** Whose signature it is to be; the signer's if left out. What owners sign for a shared wallet is not looked at. */
  account?: Address;
  takes: SignatureTaker;
}): Promise<string> =>
  withNationErrors(async () => {
    const { runner, contract, types, type, message, takes } = parameters;
    const signer = signerOf(runner, `signing a ${type}`);
    const [domain, account] = [await domainOf(contract), await signer.getAddress()];
    const isOwn = (parameters.account ?? account).toLowerCase() === account.toLowerCase();
    const all = typesOf(types, type);
    const signature = await signer.signTypedData(domain, all, message);
    if (!isOwn) return signature;
    const digest = TypedDataEncoder.hash(domain, all, message);
    const { usable } = await import("./signing"); // Whoever signs nothing carries nothing of it.
    return usable({ provider: providerOf(runner), account, digest, signature, type, takes });
  });

/** The account that signs. */
export const signerAddress = (runner: ContractRunner, what: string): Promise<Address> =>
  withNationErrors(() => signerOf(runner, what).getAddress());

/** A number that was never used before, for signatures that take any. */
export const freshNonce = (): string => hexlify(randomBytes(32));

/** A signature in the three parts that functions take which only know keys. */
export function splitSignature(signature: string): [v: number, r: string, s: string] {
  try {
    const { v, r, s } = Signature.from(signature);
    return [v, r, s];
  } catch (error) {
    const allowed = "the 65 bytes that a key's wallet gives; a contract account acts by a transaction instead";
    throw new InvalidInputError({ what: "a signature of a key", found: signature, allowed, cause: error });
  }
}
