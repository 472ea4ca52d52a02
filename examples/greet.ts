import { BrowserProvider, type Eip1193Provider } from "ethers";
import { connect } from "@civitas/sdk";

export async function greet(wallet: Eip1193Provider, address: string): Promise<string> {
  const signer = await new BrowserProvider(wallet).getSigner();
  const nation = await connect(signer, address);
  const { profile, citizenship, articles } = await nation.overview(); // the whole state of the nation, in one request
  return `${profile.name}: ${citizenship?.count} citizens, ${articles.length} articles`;
}
