/** Prepares what founding citizens sign: `npm run requests -- --charter charters/demonstration.json --network sepolia`. */
import { parseArgs } from "node:util";
import { isAddress } from "ethers";
import { prepareRequests } from "../sdk/src/founding";
import { accountsOn, openChain } from "./founding/chain";
import { readCharter } from "./founding/charter";
import { CommandError, runCommand, say } from "./founding/command";
import { writeRequests } from "./founding/requests";

const HELP = `Writes one file for each founding citizen, who signs it before the nation is founded.

  npm run requests -- --charter <file> --network <name> [--founder <address>] [--out <folder>]

  --charter  the charter
  --network  a network of hardhat.config.ts; localhost if left out
  --founder  who will found; by default the account of FOUNDER_KEY
  --out      the folder of the files; requests if left out
  --days     for how many days a signature counts; 30 if left out

Nothing is sent. Whoever signs binds the charter, the chain and the founder: with any other, the signature counts nothing.`;

runCommand(async () => {
  const { values } = parseArgs({
    options: {
      charter: { type: "string" },
      network: { type: "string", default: "localhost" },
      founder: { type: "string" },
      out: { type: "string", default: "requests" },
      days: { type: "string", default: "30" },
      help: { type: "boolean", default: false },
    },
  });
  if (values.help) return say(HELP);
  if (values.charter === undefined)
    throw new CommandError("Which charter?", "Name it: --charter charters/demonstration.json");
  if (values.founder !== undefined && !isAddress(values.founder))
    throw new CommandError("The founder's address is none.", "Give the founder's: 0x and 40 hexadecimal digits.");
  const days = Number(values.days);
  if (!Number.isInteger(days) || days < 1 || days > 365)
    throw new CommandError(`${values.days} is no number of days.`, "Give a whole number from 1 to 365.");

  const charter = readCharter(values.charter);
  const chain = await openChain(values.network);
  const founder = values.founder ?? (await chain.founder().getAddress());
  const requests = await prepareRequests(charter, chain.provider, {
    founder,
    accounts: accountsOn(chain),
    period: days * 86_400,
  });
  const files = writeRequests(values.out, requests);
  say(`${charter.nation.name}, to be founded by ${founder} on ${values.network} (chain ${chain.chainId})`);
  say(`The charter's digest: ${requests[0].charterHash}`);
  say();
  for (const [index, { citizen }] of requests.entries())
    say(`${files[index]}  for ${citizen.name ?? "a founding citizen"} (${citizen.address})`);
  say();
  say("Send each person the file and the charter. Each signs it:");
  say(`  with a key or a keystore   npm run sign -- --request <file> --charter ${values.charter}`);
  say("  with a browser wallet      open scripts/founding/sign.html");
  say(
    `Collect the signed files in one folder, then: npm run found -- --charter ${values.charter} --network ${values.network} --requests ${values.out}`,
  );
});
