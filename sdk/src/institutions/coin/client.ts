import type { ContractRunner } from "ethers";
import type { Address } from "../../core/address";
import { addressOf, type Connection } from "../../core/directory";
import { eventsOf, type Events } from "../../core/events";
import { withNationErrors } from "../../core/failures";
import { provisionActions, type ProvisionActions } from "../../core/provisions";
import { freshNonce, sign, signerAddress, splitSignature } from "../../core/typed-data";
import { bps, moment, type Bps, type Moment } from "../../core/units";
import { writer, type Change, type ReceiptEvents, type Write } from "../../core/write";
import { CivicCoin__factory, type CivicCoin } from "../../generated/contracts";
import { coinEventUnits, type CoinEventUnits } from "./events";
import { exemptionCode, toExemption, type Exemption } from "./exemptions";
import type { CoinProvisions } from "./provisions";
import { civic, type Civic } from "./units";
import { coinSignedTypes } from "./signatures";

/** Who pays whom how much, tax included. */
export interface Payment {
  readonly to: Address;
  readonly amount: Civic;
}

/** A payment with a call to its receiver (ERC-1363). */
export interface PaymentWithCall extends Payment {
  /** Data for the receiver; none if left out. */
  readonly data?: string;
}

/** What a payment came to. */
export interface Paid {
  readonly from: Address;
  readonly to: Address;
  /** What arrived. */
  readonly received: Civic;
  /** What went to the treasury. */
  readonly tax: Civic;
}

/** A permit that its owner signed (ERC-2612). */
export interface SignedPermit {
  readonly owner: Address;
  readonly spender: Address;
  readonly amount: Civic;
  readonly deadline: Moment;
  readonly signature: string;
}

/** A payment that its sender signed (ERC-3009). */
export interface SignedPayment {
  readonly from: Address;
  readonly to: Address;
  readonly amount: Civic;
  readonly validAfter: Moment;
  readonly validBefore: Moment;
  readonly nonce: string;
  readonly signature: string;
}

/** What a sender decides when signing a payment. */
export interface PaymentTerms extends Payment {
  /** The payment holds after this moment; at once if left out. */
  readonly validAfter?: Moment;
  /** The payment holds before this moment. */
  readonly validBefore: Moment;
  /** Any 32 bytes not used before; random if left out. Consecutive ones cost the least. */
  readonly nonce?: string;
}

/** An authorization taken back by its signer (ERC-3009). */
export interface SignedCancellation {
  readonly from: Address;
  readonly nonce: string;
  readonly signature: string;
}

/** An allowance after it was given. */
export interface Approved {
  readonly owner: Address;
  readonly spender: Address;
  readonly amount: Civic;
}

/** The civic coin. */
export interface CoinClient extends ProvisionActions<CoinProvisions> {
  readonly address: Address;
  /** The contract in ethers' terms, for what the SDK does not wrap. */
  readonly contract: CivicCoin;
  readonly events: Events<CivicCoin, CoinEventUnits>;

  name(): Promise<string>;
  symbol(): Promise<string>;
  balanceOf(parameters: { account: Address }): Promise<Civic>;
  allowance(parameters: { owner: Address; spender: Address }): Promise<Civic>;
  totalSupply(): Promise<Civic>;
  maxSupply(): Promise<Civic>;
  /** How much the government could mint now. */
  mintable(): Promise<Civic>;
  taxRate(): Promise<Bps>;
  /** The tax on a transfer if it were made now. */
  taxOn(parameters: { from: Address } & Payment): Promise<Civic>;
  /** What must be sent now so that `net` arrives. */
  grossFor(parameters: { from: Address; to: Address; net: Civic }): Promise<Civic>;
  exemptionOf(parameters: { account: Address }): Promise<Exemption>;
  /** Whether no decision can change an account's exemption. */
  isExemptionFixed(parameters: { account: Address }): Promise<boolean>;
  /** Whether an authorization was used or taken back. */
  isAuthorizationUsed(parameters: { from: Address; nonce: string }): Promise<boolean>;

  /** Pays; the tax comes out of the amount. */
  readonly transfer: Write<Payment, Paid, boolean>;
  /** Pays so much that `net` arrives whole. */
  readonly transferNet: Write<{ readonly to: Address; readonly net: Civic }, Paid, bigint>;
  /** Pays out of an allowance. */
  readonly transferFrom: Write<Payment & { readonly from: Address }, Paid, boolean>;
  /** Pays out of an allowance so much that `net` arrives whole. */
  readonly transferNetFrom: Write<{ readonly from: Address; readonly to: Address; readonly net: Civic }, Paid, bigint>;
  /** Pays and calls the receiver (ERC-1363). */
  readonly transferAndCall: Write<PaymentWithCall, Paid, boolean>;
  /** Pays out of an allowance and calls the receiver (ERC-1363). */
  readonly transferFromAndCall: Write<PaymentWithCall & { readonly from: Address }, Paid, boolean>;
  /** Allows a spender so much, in place of what it was allowed. */
  readonly approve: Write<{ readonly spender: Address; readonly amount: Civic }, Approved, boolean>;
  /** Allows a spender so much and calls it (ERC-1363). */
  readonly approveAndCall: Write<
    { readonly spender: Address; readonly amount: Civic; readonly data?: string },
    Approved,
    boolean
  >;
  /** Delivers a permit. */
  readonly permit: Write<SignedPermit, Approved>;
  /** Delivers a signed payment. */
  readonly transferWithAuthorization: Write<SignedPayment, Paid>;
  /** Takes a signed payment, as its receiver. */
  readonly receiveWithAuthorization: Write<SignedPayment, Paid>;
  /** Delivers a cancellation. */
  readonly cancelAuthorization: Write<SignedCancellation, { from: Address; nonce: string }>;
  /** Sets which transfers of an account bear no tax. The government's. */
  readonly setExemption: Write<
    { readonly account: Address; readonly exemption: Exemption },
    { readonly account: Address } & Change<Exemption>
  >;
  /** Exempts an institution that holds coin for citizens for good. The government's, by a constitutional decision. */
  readonly fixExemption: Write<{ readonly account: Address }, { readonly account: Address }>;
  /** Creates coin. The government's. */
  readonly mint: Write<Payment, Payment>;

  /** Signs a permit as the connected account. */
  signPermit(parameters: { spender: Address; amount: Civic; deadline: Moment }): Promise<SignedPermit>;
  /** Signs a payment that anyone may deliver. */
  signTransfer(parameters: PaymentTerms): Promise<SignedPayment>;
  /** Signs a payment that its receiver alone may deliver. */
  signReceive(parameters: PaymentTerms): Promise<SignedPayment>;
  /** Signs the cancellation of an authorization. */
  signCancellation(parameters: { nonce: string }): Promise<SignedCancellation>;
}

/** Each payment announces what arrived first, then the tax if there is any. */
function paidOf({ all, get }: ReceiptEvents<CivicCoin>): Paid {
  const { from, to, value } = get("Transfer");
  const [, tax] = all("Transfer");
  return { from, to, received: civic.from(value), tax: civic.from(tax?.value ?? 0n) };
}

function approvedOf({ get }: ReceiptEvents<CivicCoin>): Approved {
  const { owner, spender, value } = get("Approval");
  return { owner, spender, amount: civic.from(value) };
}

const NO_DATA = "0x";
const WHOLE_SIGNATURE = "(address,address,uint256,uint256,uint256,bytes32,bytes)";

type SignedArguments = [string, string, bigint, bigint, bigint, string, string];

const signedArguments = (payment: SignedPayment): SignedArguments => [
  payment.from,
  payment.to,
  payment.amount,
  payment.validAfter,
  payment.validBefore,
  payment.nonce,
  payment.signature,
];

/**
 * The civic coin of a nation: `connect()` calls this.
 *
 * @example
 * const { received, tax } = await nation.coin.transfer.wait({ to, amount: civic.parse("10") });
 */
export function coinClient(connection: Connection): CoinClient {
  const address = addressOf(connection, "coin");
  const { runner } = connection;
  const contract = CivicCoin__factory.connect(address, runner);
  const write = writer(contract, address, runner);

  return {
    address,
    contract,
    events: eventsOf(contract, connection, coinEventUnits),
    ...provisionActions<CoinProvisions>(address, runner),
    ...signatures(contract, runner),

    name: () => withNationErrors(() => contract.name()),
    symbol: () => withNationErrors(() => contract.symbol()),
    balanceOf: ({ account }) => withNationErrors(async () => civic.from(await contract.balanceOf(account))),
    allowance: ({ owner, spender }) =>
      withNationErrors(async () => civic.from(await contract.allowance(owner, spender))),
    totalSupply: () => withNationErrors(async () => civic.from(await contract.totalSupply())),
    maxSupply: () => withNationErrors(async () => civic.from(await contract.MAX_SUPPLY())),
    mintable: () => withNationErrors(async () => civic.from(await contract.mintable())),
    taxRate: () => withNationErrors(async () => bps.from(await contract.taxRate())),
    taxOn: ({ from, to, amount }) => withNationErrors(async () => civic.from(await contract.taxOn(from, to, amount))),
    grossFor: ({ from, to, net }) => withNationErrors(async () => civic.from(await contract.grossFor(from, to, net))),
    exemptionOf: ({ account }) => withNationErrors(async () => toExemption(await contract.exemptionOf(account))),
    isExemptionFixed: ({ account }) => withNationErrors(() => contract.isExemptionFixed(account)),
    isAuthorizationUsed: ({ from, nonce }) => withNationErrors(() => contract.authorizationState(from, nonce)),

    transfer: write(contract.transfer, { args: ({ to, amount }) => [to, amount], result: paidOf }),
    transferNet: write(contract.transferNet, {
      args: ({ to, net }) => [to, net],
      result: paidOf,
    }),
    transferFrom: write(contract.transferFrom, {
      args: ({ from, to, amount }) => [from, to, amount],
      result: paidOf,
    }),
    transferNetFrom: write(contract.transferNetFrom, {
      args: ({ from, to, net }) => [from, to, net],
      result: paidOf,
    }),
    transferAndCall: write(contract["transferAndCall(address,uint256,bytes)"], {
      args: ({ to, amount, data = NO_DATA }) => [to, amount, data],
      result: paidOf,
    }),
    transferFromAndCall: write(contract["transferFromAndCall(address,address,uint256,bytes)"], {
      args: ({ from, to, amount, data = NO_DATA }) => [from, to, amount, data],
      result: paidOf,
    }),
    approve: write(contract.approve, {
      args: ({ spender, amount }) => [spender, amount],
      result: approvedOf,
    }),
    approveAndCall: write(contract["approveAndCall(address,uint256,bytes)"], {
      args: ({ spender, amount, data = NO_DATA }) => [spender, amount, data],
      result: approvedOf,
    }),
    permit: write(contract.permit, {
      args: ({ owner, spender, amount, deadline, signature }) => [
        owner,
        spender,
        amount,
        deadline,
        ...splitSignature(signature),
      ],
      result: approvedOf,
    }),
    transferWithAuthorization: write(contract[`transferWithAuthorization${WHOLE_SIGNATURE}`], {
      args: signedArguments,
      result: paidOf,
    }),
    receiveWithAuthorization: write(contract[`receiveWithAuthorization${WHOLE_SIGNATURE}`], {
      args: signedArguments,
      result: paidOf,
    }),
    cancelAuthorization: write(contract["cancelAuthorization(address,bytes32,bytes)"], {
      args: ({ from, nonce, signature }) => [from, nonce, signature],
      result: ({ get }) => {
        const { authorizer, nonce } = get("AuthorizationCanceled");
        return { from: authorizer, nonce };
      },
    }),
    setExemption: write(contract.setExemption, {
      args: ({ account, exemption }) => [account, exemptionCode(exemption)],
      result: ({ get }) => {
        const { account, oldExemption, newExemption } = get("ExemptionSet");
        return {
          account,
          before: toExemption(oldExemption),
          after: toExemption(newExemption),
        };
      },
    }),
    fixExemption: write(contract.fixExemption, {
      args: ({ account }) => [account],
      result: ({ get }) => ({ account: get("ExemptionFixed").account }),
    }),
    mint: write(contract.mint, {
      args: ({ to, amount }) => [to, amount],
      result: ({ get }) => {
        const { to, value } = get("Transfer");
        return { to, amount: civic.from(value) };
      },
    }),
  };
}

function signatures(contract: CivicCoin, runner: ContractRunner) {
  const payment = async (
    type: "TransferWithAuthorization" | "ReceiveWithAuthorization",
    { to, amount, validAfter = moment.from(0), validBefore, nonce = freshNonce() }: PaymentTerms,
  ): Promise<SignedPayment> => {
    const from = await signerAddress(runner, "signing a payment");
    const message = { from, to, value: amount, validAfter, validBefore, nonce };
    const signature = await sign({ runner, contract, types: coinSignedTypes, type, message, takes: "either" });
    return { from, to, amount, validAfter, validBefore, nonce, signature };
  };

  return {
    signPermit: ({ spender, amount, deadline }: { spender: Address; amount: Civic; deadline: Moment }) =>
      withNationErrors(async () => {
        const owner = await signerAddress(runner, "signing a permit");
        const nonce = await contract.nonces(owner);
        const message = { owner, spender, value: amount, nonce, deadline };
        return {
          owner,
          spender,
          amount,
          deadline,
          signature: await sign({ runner, contract, types: coinSignedTypes, type: "Permit", message, takes: "key" }),
        };
      }),
    signTransfer: (terms: PaymentTerms) => payment("TransferWithAuthorization", terms),
    signReceive: (terms: PaymentTerms) => payment("ReceiveWithAuthorization", terms),
    signCancellation: async ({ nonce }: { nonce: string }) => {
      const from = await signerAddress(runner, "signing a cancellation");
      const message = { authorizer: from, nonce };
      return {
        from,
        nonce,
        signature: await sign({
          runner,
          contract,
          types: coinSignedTypes,
          type: "CancelAuthorization",
          message,
          takes: "either",
        }),
      };
    },
  };
}
