import { createRequire } from "node:module";

/** Calls to this address are what EDR, Hardhat's chain, reports as hits: each input once for each transaction. */
export const watchedAddress = "0xc0bec0bec0bec0bec0bec0bec0bec0bec0bec0be";

interface ProviderConfig {
  observability: { codeCoverage?: { onCollectedCoverageCallback: (inputs: readonly Uint8Array[]) => Promise<void> } };
}

interface Context {
  createProvider(chain: unknown, config: ProviderConfig, ...rest: readonly unknown[]): unknown;
}

/** Counts the hits, by the hashes of statements, on every chain that this process makes from now on. */
export function collectHits(): ReadonlyMap<string, number> {
  const hits = new Map<string, number>();
  const load = createRequire(createRequire(__filename).resolve("hardhat/package.json"));
  const context = (load("@nomicfoundation/edr") as { EdrContext: { prototype: Context } }).EdrContext.prototype;
  // eslint-disable-next-line @typescript-eslint/unbound-method
  const { createProvider } = context;
  context.createProvider = function (this: Context, chain, config, ...rest) {
    const codeCoverage = {
      onCollectedCoverageCallback: (inputs: readonly Uint8Array[]) => {
        for (const input of inputs) {
          const hash = `0x${Buffer.from(input.subarray(0, 8)).toString("hex")}`;
          hits.set(hash, (hits.get(hash) ?? 0) + 1);
        }
        return Promise.resolve();
      },
    };
    const watching = { ...config, observability: { ...config.observability, codeCoverage } };
    return createProvider.call(this, chain, watching, ...rest);
  };
  return hits;
}
