import type { TypedDataDomain, TypedDataField } from "ethers";

/** EIP-712 typed data, as `signer.signTypedData(domain, types, message)` and browser wallets take it. */
export interface AdmissionRequest {
  readonly domain: TypedDataDomain;
  readonly types: Record<string, TypedDataField[]>;
  readonly primaryType: "AdmissionRequest";
  readonly message: {
    readonly applicant: string;
    /** The charter's digest: what is signed for one charter counts for no other. */
    readonly dossier: string;
    readonly nonce: bigint;
    readonly deadline: bigint;
  };
}

/** A founding citizen, as asked for consent. */
export interface FoundingCitizen {
  /** The citizen's place in the charter. */
  readonly index: number;
  readonly name: string | undefined;
  readonly address: string;
}

/**
 * Asks a founding citizen to sign the request for citizenship: nobody is made a citizen who did not ask.
 * Who gives no signature is invited, and becomes a citizen by asking.
 */
export type AskConsent = (
  request: AdmissionRequest,
  citizen: FoundingCitizen,
) => Promise<string | undefined> | string | undefined;

/** How long a request signed for the founding counts, in seconds. */
export const CONSENT_PERIOD = 30 * 86_400;

/**
 * The request that a founding citizen signs. It binds the charter twice: by the charter's digest, and by the citizenship's address,
 * which follows from all that the founding will do.
 */
export function admissionRequest(details: {
  readonly chainId: bigint;
  readonly citizenship: string;
  readonly charterHash: string;
  readonly applicant: string;
  /** In seconds since 1970. */
  readonly deadline: number;
}): AdmissionRequest {
  const { chainId, citizenship, charterHash, applicant, deadline } = details;
  return {
    domain: { name: "Citizenship", version: "1", chainId, verifyingContract: citizenship },
    types: {
      AdmissionRequest: [
        { name: "applicant", type: "address" },
        { name: "dossier", type: "bytes32" },
        { name: "nonce", type: "uint256" },
        { name: "deadline", type: "uint256" },
      ],
    },
    primaryType: "AdmissionRequest",
    message: { applicant, dossier: charterHash, nonce: 0n, deadline: BigInt(deadline) },
  };
}
