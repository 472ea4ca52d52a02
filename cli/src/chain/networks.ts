/** What is known of a chain beside what its nodes say. */
export interface KnownNetwork {
  /** Its name, as records are filed under it. */
  readonly name: string;
  /** Its native coin. */
  readonly coin: string;
  /** A block explorer, whose pages are `/tx/<hash>` and `/address/<address>`. */
  readonly explorer?: string;
}

const known: Readonly<Record<string, KnownNetwork>> = {
  1: { name: "ethereum", coin: "ETH", explorer: "https://etherscan.io" },
  10: { name: "optimism", coin: "ETH", explorer: "https://optimistic.etherscan.io" },
  56: { name: "bnb", coin: "BNB", explorer: "https://bscscan.com" },
  100: { name: "gnosis", coin: "xDAI", explorer: "https://gnosisscan.io" },
  130: { name: "unichain", coin: "ETH", explorer: "https://uniscan.xyz" },
  137: { name: "polygon", coin: "POL", explorer: "https://polygonscan.com" },
  1337: { name: "localhost", coin: "ETH" },
  8453: { name: "base", coin: "ETH", explorer: "https://basescan.org" },
  31337: { name: "localhost", coin: "ETH" },
  42161: { name: "arbitrum", coin: "ETH", explorer: "https://arbiscan.io" },
  42220: { name: "celo", coin: "CELO", explorer: "https://celoscan.io" },
  43114: { name: "avalanche", coin: "AVAX", explorer: "https://snowtrace.io" },
  59144: { name: "linea", coin: "ETH", explorer: "https://lineascan.build" },
  84532: { name: "baseSepolia", coin: "ETH", explorer: "https://sepolia.basescan.org" },
  421614: { name: "arbitrumSepolia", coin: "ETH", explorer: "https://sepolia.arbiscan.io" },
  534352: { name: "scroll", coin: "ETH", explorer: "https://scrollscan.com" },
  11155111: { name: "sepolia", coin: "ETH", explorer: "https://sepolia.etherscan.io" },
  11155420: { name: "optimismSepolia", coin: "ETH", explorer: "https://sepolia-optimism.etherscan.io" },
};

/** What is known of a chain. Of one that is not listed: a name by its number. */
export const networkOf = (chainId: bigint): KnownNetwork =>
  known[String(chainId)] ?? { name: `chain-${chainId}`, coin: "native coin" };
