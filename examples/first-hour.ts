import { HDNodeWallet, JsonRpcProvider } from "ethers";
import { bps, civic, connect, seconds } from "@civitas/sdk";

const provider = new JsonRpcProvider("http://127.0.0.1:8545");
const phrase = "test test test test test test test test test test test junk"; // every development chain's accounts
const ada = HDNodeWallet.fromPhrase(phrase, "", "m/44'/60'/0'/0/1").connect(provider);

const nation = await connect(ada, "0x6fA0fbf72a699CDda4ABfD7655fb7d64Eed59d76"); // npm start prints the address
const { citizenship, treasury } = await nation.overview(); // the whole state in one request
const to = "0x3C44CdDdB6a900fa2b585dd299e03d12FA4293BC";
const { received, tax } = await nation.coin.transfer.wait({ to, amount: civic.parse("10") });
const calls = [
  nation.coin.tryProvision.call({
    key: "taxRate",
    value: bps.percent("1"),
    period: seconds.days(30),
  }),
];
const { proposal } = await nation.governor.propose.wait({ calls, description: "Try a lower tax" });
console.log(
  citizenship?.count,
  treasury?.coin, // in base units
  civic.format(received),
  civic.format(tax),
  proposal.id,
);
