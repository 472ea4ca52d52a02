import {
  JsonRpcApiProvider,
  type BaseWallet,
  type BaseContract,
  type ContractRunner,
  type FunctionFragment,
  type Result as Outputs,
  type Signer,
  type TransactionReceipt,
  type TransactionRequest,
} from "ethers";
import type { TypedContractMethod } from "../generated/contracts/common";
import type { Address } from "./address";
import { withNationErrors } from "./failures";
import { toInputError } from "./input-faults";
import { included, receiptEvents, requireConfirmations, type ReceiptEvents, type WaitOptions } from "./inclusion";
import { pendingNonce } from "./nonces";
import { retrying } from "./retries";
import { providerOf, signerOf } from "./runner";
import { wei, type Wei } from "./units";

export { receiptEvents, type FieldsOf, type ReceiptEvents, type WaitOptions } from "./inclusion";
export { providerOf, signerOf } from "./runner";

/** One call, ready for a proposal. */
export interface Call {
  readonly target: Address;
  /** Native coin that goes with it. */
  readonly value: Wei;
  readonly data: string;
}

/** What a sender may set beyond the act itself. */
export interface Overrides {
  readonly gasLimit?: bigint;
  readonly gasPrice?: bigint;
  readonly maxFeePerGas?: bigint;
  readonly maxPriorityFeePerGas?: bigint;
  readonly nonce?: number;
  readonly type?: 0 | 1 | 2;
}

/** What may be set for several transactions alike. */
export type FeeOverrides = Omit<Overrides, "gasLimit" | "nonce">;

/** Picks the fee fields of options that say more. */
export const feesIn = ({ gasPrice, maxFeePerGas, maxPriorityFeePerGas, type }: FeeOverrides): FeeOverrides => ({
  ...(gasPrice !== undefined && { gasPrice }),
  ...(maxFeePerGas !== undefined && { maxFeePerGas }),
  ...(maxPriorityFeePerGas !== undefined && { maxPriorityFeePerGas }),
  ...(type !== undefined && { type }),
});

/** What may be set when nothing is sent. */
export interface CallOverrides extends Overrides {
  /** As whom to act; the connected account if left out. */
  readonly from?: Address;
}

/** How to send a transaction, and how long to wait for it. */
export interface SendOptions extends Overrides, WaitOptions {}

/** What a write did, by the names of the contract's events, and the transaction's receipt. */
export type Included<Result> = Result & { readonly receipt: TransactionReceipt };

/** A sent transaction. */
export interface PendingWrite<Result> {
  readonly hash: string;
  /** Waits until it is included. */
  wait(options?: WaitOptions): Promise<Included<Result>>;
}

/** A value that a write set, before and after. */
export interface Change<Value> {
  readonly before: Value;
  readonly after: Value;
}

/** What an act takes. On layer-2 chains the share for the first layer comes on top. */
export interface Estimate {
  readonly gas: bigint;
  /** At the present price of gas. */
  readonly cost: Wei;
  /** With the gas that sending offers, which is more than is needed, at the highest price that it would offer. */
  readonly maxCost: Wei;
  /** What keeps a transaction within that, whatever a node says when it is sent. */
  readonly limits: Overrides;
}

/**
 * One act in its five forms. Each takes the parameters, and at most one object of options after them.
 *
 * @example
 * const { received } = await nation.coin.transfer.wait({ to, amount });
 * const { hash, wait } = await nation.coin.transfer({ to, amount }); // To show the hash before it is included.
 * await nation.coin.transfer.simulate({ to, amount }); // Throws what sending would.
 * await nation.governor.propose({ calls: [nation.coin.mint.call({ to, amount })], description: "Mint" });
 * const { cost } = await nation.coin.transfer.estimate({ to, amount });
 */
export interface Write<Params, Result, Output = void> {
  (params: Params, overrides?: Overrides): Promise<PendingWrite<Result>>;
  /** Sends it and waits until it is included. */
  wait(params: Params, options?: SendOptions): Promise<Included<Result>>;
  /** The contract's function. */
  readonly fragment: FunctionFragment;
  /** Describes the call without sending it. */
  call(params: Params): Call;
  /** Runs the act against the latest state without sending it: throws what sending would, returns what it would. */
  simulate(params: Params, overrides?: CallOverrides): Promise<Output>;
  /** What the act would take. */
  estimate(params: Params, overrides?: CallOverrides): Promise<Estimate>;
}

/**
 * An act whose parameters the SDK prepares first, by asking the chain or the wallet. Its forms are those of {@link Write}, but
 * describing the call takes a promise.
 */
export interface AsyncWrite<Params, Result, Output = void> {
  (params: Params, overrides?: Overrides): Promise<PendingWrite<Result>>;
  /** Sends it and waits until it is included. */
  wait(params: Params, options?: SendOptions): Promise<Included<Result>>;
  /** The contract's function. */
  readonly fragment: FunctionFragment;
  /** Describes the call without sending it. */
  call(params: Params): Promise<Call>;
  /** Runs the act against the latest state without sending it: throws what sending would, returns what it would. */
  simulate(params: Params, overrides?: CallOverrides): Promise<Output>;
  /** What the act would take. */
  estimate(params: Params, overrides?: CallOverrides): Promise<Estimate>;
}

/** How an act's parameters become the contract's, and its events a result. */
export interface Definition<Contract extends BaseContract, Args extends unknown[], Params, Result, Before> {
  readonly args: (params: Params) => readonly [...Args];
  /** Native coin that goes with the call. */
  readonly value?: (params: Params) => Wei;
  /** What to send with it where that is known: what an act must be given can be more than it takes, which nodes estimate badly. */
  readonly gasLimit?: bigint | ((params: Params) => bigint);
  /** Reads what the write will replace, right before it is sent, where no event says it. */
  readonly before?: (params: Params) => Promise<Before>;
  /** Throws if the act should not be sent, although it could be. */
  readonly check?: (params: Params) => Promise<void>;
  readonly result: (events: ReceiptEvents<Contract>, params: Params, before: Before) => Result;
}

/** Makes the write of one of the contract's functions. */
export interface Writer<Contract extends BaseContract> {
  <Args extends unknown[], Output, Params, Result, Before = undefined>(
    method: TypedContractMethod<Args, [Output], "nonpayable"> | TypedContractMethod<Args, [Output], "payable">,
    definition: Definition<Contract, Args, Params, Result, Before>,
  ): Write<Params, Result, Output>;
}

const NOTHING = wei.from(0n);

/**
 * Gas margin: a checkpoint written one second later may open a slot that the estimate did not see. Unused gas is not paid.
 */
const withMargin = (estimate: bigint): bigint => estimate + estimate / 4n + 60_000n;

/** What a function returns: one value, several with their names, or nothing. */
export const single = (outputs: Outputs): unknown => (outputs.length > 1 ? outputs : outputs.toArray().at(0));

/** Whether a signer is a private key: any of ethers' wallets, of whichever copy. */
const isKey = (signer: Signer): signer is BaseWallet => "signingKey" in signer && "address" in signer;

/** The account's next nonce. Wallets that are not keys count for themselves. */
async function nextNonce(signer: Signer): Promise<number | undefined> {
  const { provider } = signer;
  if (!isKey(signer) || !(provider instanceof JsonRpcApiProvider)) return undefined;
  return retrying(() => pendingNonce(provider, signer.address));
}

/** Makes the writes of one contract. */
export function writer<Contract extends BaseContract>(
  contract: Contract,
  target: Address,
  runner: ContractRunner,
): Writer<Contract> {
  return (method, definition) => {
    type Params = Parameters<typeof definition.args>[0];
    const { fragment } = method;
    const { interface: abi } = contract;

    const call = (params: Params): Call => {
      try {
        const data = abi.encodeFunctionData(fragment, definition.args(params));
        return { target, value: definition.value?.(params) ?? NOTHING, data };
      } catch (error) {
        throw toInputError(error);
      }
    };

    const request = ({ value, data }: Call, overrides: CallOverrides): TransactionRequest => ({
      ...overrides,
      to: target,
      data,
      ...(value === 0n ? {} : { value }),
    });

    /** Whoever is connected acts, unless another is named. */
    const dryRun = async (params: Params, overrides: CallOverrides): Promise<TransactionRequest> => {
      const from =
        overrides.from ?? ("getAddress" in runner ? await signerOf(runner, fragment.name).getAddress() : undefined);
      return request(call(params), from === undefined ? overrides : { ...overrides, from });
    };

    /** What it takes, or is to be given; throws what sending would. */
    const gasFor = async (params: Params, overrides: CallOverrides): Promise<bigint> => {
      const provider = providerOf(runner);
      const known = definition.gasLimit;
      const gasLimit = typeof known === "function" ? known(params) : known;
      if (gasLimit === undefined) {
        const request = await dryRun(params, overrides);
        return retrying(() => provider.estimateGas(request));
      }
      const request = await dryRun(params, { gasLimit, ...overrides });
      await retrying(() => provider.call(request));
      return gasLimit;
    };

    const spare = definition.gasLimit === undefined ? withMargin : (gas: bigint) => gas;

    const send = (
      params: Params,
      overrides: Overrides = {},
    ): Promise<PendingWrite<ReturnType<typeof definition.result>>> =>
      withNationErrors(async () => {
        const signer = signerOf(runner, fragment.name);
        await definition.check?.(params);
        const gasLimit = overrides.gasLimit ?? spare(await gasFor(params, overrides));
        const nonce = overrides.nonce ?? (await nextNonce(signer));
        const settled = nonce === undefined ? { ...overrides, gasLimit } : { ...overrides, gasLimit, nonce };
        const before = (await definition.before?.(params)) as Parameters<typeof definition.result>[2];
        const response = await signer.sendTransaction(request(call(params), settled));
        return {
          hash: response.hash,
          wait: async (options) => {
            const receipt = await included(response, options ?? {});
            return { ...definition.result(receiptEvents(contract, target, receipt), params, before), receipt };
          },
        };
      });

    return Object.assign(send, {
      wait: (params: Params, options?: SendOptions) => sendAndWait(send, params, options),
      fragment,
      call,
      simulate: (params: Params, overrides: CallOverrides = {}) =>
        withNationErrors(async () => {
          const provider = providerOf(runner);
          await definition.check?.(params);
          const request = await dryRun(params, overrides);
          const answer = await retrying(() => provider.call(request));
          const outputs = abi.decodeFunctionResult(fragment, answer);
          return single(outputs) as never;
        }),
      estimate: (params: Params, overrides: CallOverrides = {}) =>
        withNationErrors(async () => {
          const provider = providerOf(runner);
          const [gas, fees] = await Promise.all([gasFor(params, overrides), retrying(() => provider.getFeeData())]);
          const price = overrides.gasPrice ?? fees.gasPrice ?? fees.maxFeePerGas ?? 0n;
          const maxPrice = overrides.gasPrice ?? overrides.maxFeePerGas ?? fees.maxFeePerGas ?? price;
          const gasLimit = spare(gas);
          const tip = overrides.maxPriorityFeePerGas ?? fees.maxPriorityFeePerGas ?? 0n;
          const isByTip = overrides.gasPrice === undefined && fees.maxFeePerGas !== null;
          return {
            gas,
            cost: wei.from(gas * price),
            maxCost: wei.from(gasLimit * maxPrice),
            limits: isByTip
              ? { gasLimit, maxFeePerGas: maxPrice, maxPriorityFeePerGas: tip < maxPrice ? tip : maxPrice }
              : { gasLimit, gasPrice: maxPrice },
          };
        }),
    });
  };
}

/** Sends a write and waits until it is included. */
async function sendAndWait<Params, Result>(
  send: (params: Params, overrides?: Overrides) => Promise<PendingWrite<Result>>,
  params: Params,
  { confirmations, timeout, ...overrides }: SendOptions = {},
): Promise<Included<Result>> {
  if (confirmations !== undefined) requireConfirmations(confirmations);
  const pending = await send(params, overrides);
  return pending.wait({
    ...(confirmations !== undefined && { confirmations }),
    ...(timeout !== undefined && { timeout }),
  });
}

/** A write whose parameters are prepared first. */
export function asyncWrite<Params, Ready, Result, Output>(
  write: Write<Ready, Result, Output>,
  prepare: (params: Params) => Promise<Ready>,
): AsyncWrite<Params, Result, Output> {
  const send = (params: Params, overrides?: Overrides) =>
    withNationErrors(async () => write(await prepare(params), overrides));
  return Object.assign(send, {
    wait: (params: Params, options?: SendOptions) => sendAndWait(send, params, options),
    fragment: write.fragment,
    call: (params: Params) => withNationErrors(async () => write.call(await prepare(params))),
    simulate: (params: Params, overrides?: CallOverrides) =>
      withNationErrors(async () => write.simulate(await prepare(params), overrides)),
    estimate: (params: Params, overrides?: CallOverrides) =>
      withNationErrors(async () => write.estimate(await prepare(params), overrides)),
  });
}
