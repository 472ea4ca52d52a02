import type { ContractRunner, Provider, Signer } from "ethers";
import { ProviderNeededError, SignerNeededError } from "./errors";

/** The connection behind a runner. */
export function providerOf(runner: ContractRunner): Provider {
  const provider = runner.provider ?? (isProvider(runner) ? runner : undefined);
  if (provider === undefined) throw new ProviderNeededError();
  return provider;
}

const isProvider = (runner: ContractRunner): runner is Provider =>
  "getFeeData" in runner && "broadcastTransaction" in runner;

/** The account behind a runner. Private keys, browser wallets and hardware wallets look alike here. */
export function signerOf(runner: ContractRunner, what: string): Signer {
  if (!("getAddress" in runner) || !("signTypedData" in runner)) throw new SignerNeededError(what);
  return runner as Signer;
}

/** A provider that takes requests as they are. */
export interface RawProvider {
  send(method: string, params: unknown[]): Promise<unknown>;
}

/** Whether a provider takes requests as they are: then it is spared ethers' look at the chain's id before each call. */
export const isRaw = (provider: object): provider is RawProvider =>
  "send" in provider && typeof provider.send === "function";
