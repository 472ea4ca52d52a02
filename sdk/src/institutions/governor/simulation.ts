import { toQuantity, type Log, type Provider } from "ethers";
import type { Address } from "../../core/address";
import { findRevertData } from "../../core/answers";
import { toNationError } from "../../core/classification";
import { retrying } from "../../core/retries";
import { isRaw, type RawProvider } from "../../core/runner";
import type { Call } from "../../core/write";

/** A log as a simulation gives it. */
export type SimulatedLog = Pick<Log, "address" | "topics" | "data">;

/** What became of a simulated call: its answer, or the data of its revert. */
export interface Simulated {
  readonly success: boolean;
  readonly data: string;
  readonly logs: readonly SimulatedLog[];
}

/** What is simulated, one after the other. */
export interface SimulatedCall {
  readonly from: Address;
  readonly call: Pick<Call, "target" | "data"> & { readonly value?: bigint };
}

interface RawResult {
  readonly status: string;
  readonly returnData?: string;
  readonly logs?: readonly SimulatedLog[];
  readonly error?: { readonly data?: unknown; readonly message?: string };
}

/**
 * Makes calls one after the other, each in the state that those before it left (`eth_simulateV1`).
 *
 * @param rich Whose balance is raised by what the calls send.
 * @returns undefined if the node cannot.
 */
export async function simulateTogether(
  provider: Provider,
  calls: readonly SimulatedCall[],
  rich: Address,
): Promise<Simulated[] | undefined> {
  if (!isRaw(provider)) return undefined;
  try {
    return await simulate(provider, calls, rich);
  } catch {
    return undefined; // Nodes that do not know the request refuse it in many ways.
  }
}

async function simulate(
  provider: RawProvider & Provider,
  calls: readonly SimulatedCall[],
  rich: Address,
): Promise<Simulated[]> {
  const [balance, block] = await Promise.all([provider.getBalance(rich), provider.getBlock("latest")]);
  const sent = calls.reduce((sum, { call }) => sum + (call.value ?? 0n), 0n);
  const stateCalls = {
    // Nodes differ in what they take for the next block's.
    blockOverrides: { number: toQuantity(block!.number + 1), time: toQuantity(block!.timestamp + 1) },
    stateOverrides: { [rich]: { balance: toQuantity(balance + sent) } },
    calls: calls.map(({ from, call }) => requestOf(from, call)),
  };
  const [answer] = (await provider.send("eth_simulateV1", [{ blockStateCalls: [stateCalls] }, "latest"])) as [
    { readonly calls: readonly RawResult[] },
  ];
  if (answer.calls.length !== calls.length) throw new RangeError("The node left calls out.");
  return answer.calls.map(({ status, returnData = "0x", logs = [], error }) => {
    const success = BigInt(status) === 1n;
    const reverted = typeof error?.data === "string" ? error.data : returnData;
    return { success, data: success ? returnData : reverted, logs };
  });
}

const requestOf = (from: Address, { target, value = 0n, data }: SimulatedCall["call"]) => ({
  from,
  to: target,
  data,
  ...(value > 0n && { value: toQuantity(value) }),
});

/** Makes each call alone, in the present state. What it logs is not known. */
export const simulateAlone = (provider: Provider, calls: readonly SimulatedCall[]): Promise<Simulated[]> =>
  Promise.all(calls.map((one) => tryAlone(provider, one)));

async function tryAlone(provider: Provider, { from, call }: SimulatedCall): Promise<Simulated> {
  try {
    const data = await retrying(() => provider.call(requestOf(from, call)));
    return { success: true, data, logs: [] };
  } catch (error) {
    const failure = toNationError(error);
    const data = findRevertData(failure);
    if (data === undefined) throw failure;
    return { success: false, data, logs: [] };
  }
}
