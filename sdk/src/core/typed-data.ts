import {
  hexlify,
  randomBytes,
  Signature,
  type ContractRunner,
  type TypedDataDomain,
  type TypedDataField,
} from "ethers";
import type { Address } from "./address";
import { withNationErrors } from "./failures";
import { signerOf } from "./write";

/** What a wallet is asked to sign (EIP-712), in ethers' order: `signer.signTypedData(domain, types, message)`. */
export interface TypedData<Message> {
  readonly domain: TypedDataDomain;
  readonly types: Record<string, TypedDataField[]>;
  readonly message: Message;
}

const struct = (...fields: string[]): TypedDataField[] =>
  fields.map((field) => {
    const [type, name] = field.split(" ");
    return { type, name };
  });

/**
 * Every structure that the nation's contracts accept signed, as EIP-712 has it.
 *
 * @example
 * await signer.signTypedData(domain, { Permit: signedTypes.Permit }, { owner, spender, value, nonce, deadline });
 */
export const signedTypes = {
  /** ERC-2612: lets a spender spend the owner's coin. */
  Permit: struct("address owner", "address spender", "uint256 value", "uint256 nonce", "uint256 deadline"),
  /** ERC-3009: a payment that anyone may deliver. */
  TransferWithAuthorization: struct(
    "address from",
    "address to",
    "uint256 value",
    "uint256 validAfter",
    "uint256 validBefore",
    "bytes32 nonce",
  ),
  /** ERC-3009: a payment that its receiver alone may deliver. */
  ReceiveWithAuthorization: struct(
    "address from",
    "address to",
    "uint256 value",
    "uint256 validAfter",
    "uint256 validBefore",
    "bytes32 nonce",
  ),
  /** ERC-3009: takes an authorization back before it is used. */
  CancelAuthorization: struct("address authorizer", "bytes32 nonce"),
  /** OpenZeppelin's Governor: a ballot that anyone may deliver. */
  Ballot: struct("uint256 proposalId", "uint8 support", "address voter", "uint256 nonce"),
  /** OpenZeppelin's Governor: a ballot with a reason. */
  ExtendedBallot: struct(
    "uint256 proposalId",
    "uint8 support",
    "address voter",
    "uint256 nonce",
    "string reason",
    "bytes params",
  ),
  /** A ballot of a batch, which one transaction sends. */
  BatchBallot: struct("uint256 proposalId", "uint8 support"),
  /** ERC-5805: delegates one's vote, or the stake's votes, to another citizen. */
  Delegation: struct("address delegatee", "uint256 nonce", "uint256 expiry"),
  /** An applicant's request for citizenship. */
  AdmissionRequest: struct("address applicant", "bytes32 dossier", "uint256 nonce", "uint256 deadline"),
  /** A registrar's promise of citizenship. */
  AdmissionVoucher: struct("address applicant", "bytes32 dossier", "uint256 nonce", "uint256 deadline"),
  /** A new account's consent to take over a citizenship. */
  Acceptance: struct("uint256 citizenId", "address newHolder", "uint256 nonce", "uint256 deadline"),
  /** What is agreed, with its text: the part of {@link signedTypes.AgreementSignature} that all parties share. */
  Agreement: struct(
    "uint256 agreementId",
    "address[] parties",
    "address asset",
    "uint256[] locks",
    "uint256[] payouts",
    "uint256 signBy",
    "uint256 until",
    "uint256 objectionPeriod",
    "uint8 track",
    "string text",
  ),
  /** A party's signature under an agreement. */
  AgreementSignature: struct("address party", "Agreement agreement"),
  /** A party's approval of how an agreement's collateral is divided. */
  Settlement: struct(
    "uint256 agreementId",
    "address party",
    "address asset",
    "address[] parties",
    "uint256[] division",
    "uint256 validUntil",
  ),
} as const;

/** The name of a structure that can be signed. */
export type SignedType = keyof typeof signedTypes;

/** The structures that others contain. */
const contained: Partial<Record<SignedType, SignedType>> = { AgreementSignature: "Agreement" };

/** A structure, and those that it contains, as a wallet takes them. */
function typesOf(type: SignedType): Record<string, TypedDataField[]> {
  const inner = contained[type];
  return { [type]: [...signedTypes[type]], ...(inner === undefined ? {} : typesOf(inner)) };
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

/** Asks the connected account to sign. Only `signTypedData` is used, which private keys, browser and hardware wallets have. */
export const sign = (parameters: {
  runner: ContractRunner;
  contract: SelfDescribing;
  type: SignedType;
  message: Readonly<Record<string, unknown>>;
}): Promise<string> =>
  withNationErrors(async () => {
    const { runner, contract, type, message } = parameters;
    const signer = signerOf(runner, `signing a ${type}`);
    return signer.signTypedData(await domainOf(contract), typesOf(type), message);
  });

/** The account that signs. */
export const signerAddress = (runner: ContractRunner, what: string): Promise<Address> =>
  withNationErrors(() => signerOf(runner, what).getAddress());

/** A number that was never used before, for signatures that take any. */
export const freshNonce = (): string => hexlify(randomBytes(32));

/** A signature in the three parts that older functions take. */
export function splitSignature(signature: string): [v: number, r: string, s: string] {
  const { v, r, s } = Signature.from(signature);
  return [v, r, s];
}
