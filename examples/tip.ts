import { BrowserProvider, type Eip1193Provider } from "ethers";
import { civic, coinClient } from "@civitas/sdk/coin";
import { openConnection } from "@civitas/sdk/connection";

export async function tip(wallet: Eip1193Provider, nation: string, to: string): Promise<void> {
  const signer = await new BrowserProvider(wallet).getSigner();
  const coin = coinClient(await openConnection(signer, nation));
  await coin.transfer.wait({ to, amount: civic.parse("1") });
}
