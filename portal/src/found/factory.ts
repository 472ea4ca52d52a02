import { Transaction, type Provider, type Signer } from "ethers";

/**
 * The transaction that creates the deterministic deployment proxy, from which the addresses of nations follow. Nobody has its key: the
 * signature was chosen, and the sender follows from it, so that the same factory comes to be at the same address on every chain.
 */
const PRESIGNED =
  "0xf8a58085174876e800830186a08080b853604580600e600039806000f350fe7fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffe03601600081602082378035828234f58015156039578182fd5b8082525050506014600cf31ba02222222222222222222222222222222222222222222222222222222222222222a02222222222222222222222222222222222222222222222222222222222222222";

/** What its sender needs, in wei. */
export function factoryCost(): bigint {
  const { gasLimit, gasPrice } = Transaction.from(PRESIGNED);
  return gasLimit * gasPrice!;
}

/** Gives a chain the factory that nearly every chain has. */
export async function putFactory(signer: Signer, reader: Provider): Promise<void> {
  const { from } = Transaction.from(PRESIGNED);
  const missing = factoryCost() - (await reader.getBalance(from!));
  if (missing > 0n) await (await signer.sendTransaction({ to: from, value: missing })).wait();
  await (await reader.broadcastTransaction(PRESIGNED)).wait();
}
