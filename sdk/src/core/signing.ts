import {
  AbiCoder,
  getAddress,
  Interface,
  recoverAddress,
  TypedDataEncoder,
  type Provider,
  type TypedDataDomain,
  type TypedDataField,
} from "ethers";
import type { Address } from "./address";
import { findRevertData } from "./answers";
import { KeyNeededError, SignatureRefusedError, WalletNotDeployedError } from "./errors";
import { GasLimitError } from "./node-errors";
import { retrying } from "./retries";

/** Whose signature a contract takes: the account's key's alone, or also what the account's code vouches for (ERC-1271). */
export type SignatureTaker = "key" | "either";

/** What a wallet signed, and for what. */
export interface FreshSignature {
  readonly provider: Provider;
  readonly account: Address;
  /** The hash of the typed data. */
  readonly digest: string;
  readonly signature: string;
  /** The name of the structure. */
  readonly type: string;
  readonly takes: SignatureTaker;
}

/** What ends a signature of a wallet that is not deployed yet (ERC-6492). */
const UNDEPLOYED = "6492".repeat(16);

/** How an account's code begins that EIP-7702 delegates, before the address of the code that it runs. */
const DELEGATED = "0xef0100";

/** The address whose code an account runs by EIP-7702; undefined if it delegates to none. */
export const delegationIn = (code: string): Address | undefined =>
  code.length === 48 && code.startsWith(DELEGATED) ? getAddress(`0x${code.slice(8)}`) : undefined;

interface Wrapped {
  readonly factory: Address | undefined;
  readonly signature: string;
}

/** Takes apart a signature that says how its wallet is deployed (ERC-6492). */
function unwrapped(signature: string): Wrapped {
  if (!signature.toLowerCase().endsWith(UNDEPLOYED)) return { factory: undefined, signature };
  try {
    const parts = AbiCoder.defaultAbiCoder().decode(
      ["address", "bytes", "bytes"],
      signature.slice(0, -UNDEPLOYED.length),
    );
    return { factory: parts[0] as string, signature: parts[2] as string };
  } catch {
    return { factory: undefined, signature }; // It only ends like one.
  }
}

function signedByKey({
  account,
  digest,
  signature,
}: Pick<FreshSignature, "account" | "digest" | "signature">): boolean {
  try {
    return recoverAddress(digest, signature).toLowerCase() === account.toLowerCase();
  } catch {
    return false; // It has another form than a key gives.
  }
}

const judge = /* @__PURE__ */ new Interface([
  "function isValidSignature(bytes32 hash, bytes signature) view returns (bytes4)",
]);

/** What code answers that vouches for a signature (ERC-1271). */
const VALID = "0x1626ba7e";

/** Whether an account's code vouches for a signature. */
async function isVouchedFor({
  provider,
  account,
  digest,
  signature,
  gasLimit,
}: Omit<FreshSignature, "type" | "takes"> & { readonly gasLimit?: bigint | undefined }): Promise<boolean> {
  const data = judge.encodeFunctionData("isValidSignature", [digest, signature]);
  const limit = gasLimit === undefined ? {} : { gasLimit };
  try {
    const answer = await retrying(() => provider.call({ to: account, data, ...limit }));
    return answer.slice(0, 10) === VALID && answer.length === 66;
  } catch (error) {
    if (findRevertData(error) !== undefined || error instanceof GasLimitError) return false;
    throw error;
  }
}

/**
 * Gives back what a wallet signed if the contract will take it, without what only says how the wallet is deployed.
 *
 * @throws {@link KeyNeededError}, {@link WalletNotDeployedError} or {@link SignatureRefusedError}, which says what to do.
 */
export async function usable(fresh: FreshSignature): Promise<string> {
  const { provider, account, type, takes } = fresh;
  if (signedByKey(fresh)) return fresh.signature;
  if (takes === "key") throw new KeyNeededError(type, account);

  const code = await retrying(() => provider.getCode(account));
  const { factory, signature } = unwrapped(fresh.signature);
  if (code === "0x") {
    throw factory === undefined
      ? new SignatureRefusedError({ type, account, delegation: undefined, hasCode: false })
      : new WalletNotDeployedError(account, factory);
  }
  if (await isVouchedFor({ ...fresh, signature })) return signature;
  throw new SignatureRefusedError({ type, account, delegation: delegationIn(code), hasCode: true });
}

/**
 * Whether an account signed typed data: by its key, also where EIP-7702 gave it code, or as its code vouches (ERC-1271). A wallet that
 * is not deployed yet (ERC-6492) has signed nothing that a contract takes.
 *
 * @example
 * const holds = await isSignedBy({ provider, account: citizen, data: request, signature });
 */
export async function isSignedBy(parameters: {
  readonly provider: Provider;
  readonly account: Address;
  readonly data: {
    readonly domain: TypedDataDomain;
    readonly types: Record<string, TypedDataField[]>;
    readonly message: object;
  };
  readonly signature: string;
  /** With how much gas the account's code judges, where a contract will give it no more. */
  readonly gasLimit?: bigint;
}): Promise<boolean> {
  const { provider, account, data, signature, gasLimit } = parameters;
  const digest = TypedDataEncoder.hash(data.domain, data.types, data.message as Record<string, unknown>);
  const signed = { provider, account, digest, signature: unwrapped(signature).signature, gasLimit };
  return signedByKey(signed) || isVouchedFor(signed);
}
