/** Founds a nation: `npm run found -- --charter charters/weekend.json --network localhost`. */
import { formatUnits } from "ethers";
import { readFileSync } from "node:fs";
import { createInterface } from "node:readline/promises";
import { parseArgs } from "node:util";
import {
  estimateFounding,
  found,
  JournalMismatchError,
  parseCharter,
  reportText,
  type AskConsent,
  type Charter,
} from "../sdk/src/founding";
import { accountsOn, localAccount, openChain, type Chain } from "./founding/chain";
import { coins, CommandError, runCommand, say } from "./founding/command";
import { deploymentFile, fileJournal, readDeployment } from "./founding/deployment";

const HELP = `Founds a nation from a charter.

  npm run found -- --charter <file> --network <name> [--yes]

  --charter      the charter, for example charters/weekend.json
  --network      a network of hardhat.config.ts; localhost if left out
  --yes          do not ask before spending
  --deployments  the folder of the records; deployments if left out

After any failure run the same again: it goes on where it stopped.`;

runCommand(async () => {
  const { values } = parseArgs({
    options: {
      charter: { type: "string" },
      network: { type: "string", default: "localhost" },
      deployments: { type: "string", default: "deployments" },
      yes: { type: "boolean", default: false },
      help: { type: "boolean", default: false },
    },
  });
  if (values.help) return say(HELP);
  if (values.charter === undefined)
    throw new CommandError("Which charter?", "Name it: --charter charters/weekend.json");

  const charter = readCharter(values.charter);
  const chain = await openChain(values.network);
  const founder = chain.founder();
  const file = deploymentFile(values.deployments, values.network);
  const begun = readDeployment(file);

  say(
    `${charter.nation.name}, on ${values.network} (chain ${chain.chainId}), founded by ${await founder.getAddress()}`,
  );
  if (begun === undefined) {
    await agreeOnCost({ charter, chain, account: await founder.getAddress(), yes: values.yes });
  } else {
    const done = begun.transactions.filter(({ outcome }) => outcome !== undefined).length;
    say(`Going on with what ${file} remembers: ${done} transactions are done.`);
  }

  const founding = await found(charter, founder, {
    journal: fileJournal(file),
    accounts: accountsOn(chain),
    consents: chain.isLocal ? consentsOfLocalPeople(charter.citizens.length) : undefined,
    confirmations: chain.isLocal ? 1 : 2,
    onProgress: ({ step, of, title, gasUsed, cost, hash, earlier }) => {
      const count = `[${String(step).padStart(2)}/${of}]`;
      const spent = earlier ? "done before" : `${gasUsed.toLocaleString("en")} gas, ${coins(cost)}`;
      say(`${count} ${title.padEnd(44)} ${spent}  ${hash ?? ""}`);
    },
  }).catch((error: unknown) => {
    if (!(error instanceof JournalMismatchError)) throw error;
    throw new CommandError(
      error.message,
      `Go on with what it was begun with, or move ${file} away to found anew.`,
      error,
    );
  });
  say();
  say(reportText(founding.verification));
  say();
  say(`${charter.nation.name} is founded at ${founding.nation}`);
  say(
    `${founding.transactions} transactions, ${founding.gasUsed.toLocaleString("en")} gas, ${coins(founding.cost)} paid.`,
  );
  const elsewhere = values.deployments === "deployments" ? "" : ` --deployments ${values.deployments}`;
  say(`Remembered in ${file}. Verify it any time: npm run verify -- --network ${values.network}${elsewhere}`);
});

function readCharter(file: string): Charter {
  let json: unknown;
  try {
    json = JSON.parse(readFileSync(file, "utf8").replace(/^\ufeff/, ""));
  } catch (error) {
    const missing = (error as { code?: string }).code === "ENOENT";
    throw new CommandError(
      missing ? `There is no charter ${file}.` : `${file} is not JSON: ${(error as Error).message}`,
      missing ? "Write one, or take one from charters/." : "Mend it: an editor shows where.",
      error,
    );
  }
  return parseCharter(json);
}

async function agreeOnCost(details: { charter: Charter; chain: Chain; account: string; yes: boolean }): Promise<void> {
  const { charter, chain, account, yes } = details;
  const { transactions, gas, gasPrice, cost, needed } = await estimateFounding(charter, chain.provider, {
    consenting: chain.isLocal,
  });
  const balance = await chain.provider.getBalance(account);
  say(
    `About ${transactions} transactions and ${gas.toLocaleString("en")} gas; at ${formatUnits(gasPrice, "gwei")} gwei that is ${coins(cost)}.`,
  );
  say(`The account has ${coins(balance)} and should have ${coins(needed)}, in case the price doubles.`);
  if (yes) return;
  if (!process.stdin.isTTY) {
    throw new CommandError("Nobody is here to ask whether to spend that.", "Add --yes to found without being asked.");
  }
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  const answer = await terminal.question("Found it? (yes/no) ");
  terminal.close();
  if (!/^y(es)?$/i.test(answer.trim()))
    throw new CommandError("Nothing was founded.", "Run it again when you want to.");
}

/** On a local chain everybody's key is known, so that everybody can consent. */
function consentsOfLocalPeople(count: number): AskConsent {
  const people = Array.from({ length: count }, (_, index) => localAccount(index + 1));
  return ({ domain, types, message }, { address }) =>
    people.find((person) => person.address === address)?.signTypedData(domain, types, message);
}
