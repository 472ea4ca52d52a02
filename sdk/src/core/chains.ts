/** Chains on one's own machine, whose accounts are everyone's. */
export const isLocalChain = (chainId: bigint): boolean => [31_337n, 1337n].includes(chainId);

/** Ethereum and its test networks: their clock is the world's, to a slot. */
export const isLayer1 = (chainId: bigint): boolean => [1n, 11_155_111n, 17_000n, 560_048n].includes(chainId);
