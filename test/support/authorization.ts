import type { HardhatEthersSigner } from "@nomicfoundation/hardhat-ethers/signers";
import { domainOf } from "./money";

type Coin = Parameters<typeof domainOf>[0];

export interface Authorization {
  from: string;
  to: string;
  value: bigint;
  validAfter: number;
  validBefore: number;
  nonce: string;
}

const fields = [
  { name: "from", type: "address" },
  { name: "to", type: "address" },
  { name: "value", type: "uint256" },
  { name: "validAfter", type: "uint256" },
  { name: "validBefore", type: "uint256" },
  { name: "nonce", type: "bytes32" },
];

/** Signs a transfer that anyone may hand in (Transfer), or only its receiver (Receive). */
export async function authorize(
  coin: Coin,
  signer: HardhatEthersSigner,
  kind: "Transfer" | "Receive",
  terms: Authorization,
) {
  return signer.signTypedData(await domainOf(coin), { [`${kind}WithAuthorization`]: fields }, terms);
}

/** Signs that an authorization is void. */
export async function cancel(coin: Coin, signer: HardhatEthersSigner, nonce: string) {
  const types = {
    CancelAuthorization: [
      { name: "authorizer", type: "address" },
      { name: "nonce", type: "bytes32" },
    ],
  };
  return signer.signTypedData(await domainOf(coin), types, { authorizer: signer.address, nonce });
}
