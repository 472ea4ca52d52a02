import { BrowserProvider, JsonRpcProvider, type ContractRunner, type Eip1193Provider } from "ethers";

const asked = new URLSearchParams(location.search);

/** The nation's address: from the page's own address, or as the page was built. `npm start` prints it. */
export const nationAddress = asked.get("nation") ?? import.meta.env.VITE_NATION ?? "";

/** The node that is read from. */
const rpc = asked.get("rpc") ?? import.meta.env.VITE_RPC ?? "http://127.0.0.1:8545";

/** Reads without a wallet. At most three requests a batch, as public nodes want it. */
export const reader: ContractRunner = new JsonRpcProvider(rpc, undefined, { batchMaxCount: 3 });

/** The browser's wallet, asked when a person wants to act. */
export async function openWallet(): Promise<ContractRunner> {
  const { ethereum } = window as unknown as { ethereum?: Eip1193Provider };
  if (ethereum === undefined)
    throw new Error("There is no wallet in this browser: install one, and load the page again.");
  return new BrowserProvider(ethereum).getSigner();
}
