/** Founds a nation: `npm run found -- --charter charters/weekend.json --network localhost`. */
import { formatUnits, parseEther } from "ethers";
import { createInterface } from "node:readline/promises";
import { parseArgs } from "node:util";
import {
  CostExceededError,
  estimateFounding,
  found,
  JournalMismatchError,
  reportText,
  roles,
  type AskConsent,
  type Charter,
  type CostOverrun,
  type Founding,
} from "../sdk/src/founding";
import { accountsOn, localAccount, openChain, type Chain } from "./founding/chain";
import { readCharter } from "./founding/charter";
import { coins, CommandError, runCommand, say, STATUS } from "./founding/command";
import { deploymentFile, fileJournal, readDeployment, slugOf } from "./founding/deployment";
import { readRequests } from "./founding/requests";

const HELP = `Founds a nation from a charter.

  npm run found -- --charter <file> --network <name> [--requests <folder>] [--yes] [--max-cost <coins>]

  --charter      the charter, for example charters/weekend.json
  --requests     the folder of the requests that founding citizens signed: npm run requests
  --network      a network of hardhat.config.ts; localhost if left out
  --yes          do not ask before spending
  --max-cost     the most that it may cost altogether, in the chain's native coin; else twice the estimate
  --deployments  the folder of the records, one for each network and nation; deployments if left out

After any failure run the same again: it goes on where it stopped.`;

runCommand(async () => {
  const { values } = parseArgs({
    options: {
      charter: { type: "string" },
      requests: { type: "string" },
      network: { type: "string", default: "localhost" },
      deployments: { type: "string", default: "deployments" },
      yes: { type: "boolean", default: false },
      "max-cost": { type: "string" },
      help: { type: "boolean", default: false },
    },
  });
  if (values.help) return say(HELP);
  if (values.charter === undefined)
    throw new CommandError("Which charter?", "Name it: --charter charters/weekend.json");

  const charter = readCharter(values.charter);
  const chain = await openChain(values.network);
  const founder = chain.founder();
  const requests = values.requests === undefined ? [] : readRequests(values.requests);
  const file = deploymentFile(values.deployments, values.network, charter.nation.name);
  const begun = readDeployment(file);

  say(
    `${charter.nation.name}, on ${values.network} (chain ${chain.chainId}), founded by ${await founder.getAddress()}`,
  );
  let maxCost = values["max-cost"] === undefined ? undefined : amountIn(values["max-cost"]);
  if (begun === undefined) {
    const signed = new Set(
      requests.filter(({ signature }) => signature !== undefined).map(({ citizen }) => citizen.index),
    );
    if (!chain.isLocal) {
      say(`${signed.size} of ${charter.citizens.length} founding citizens have signed. The others are invited.`);
      if (requests.length === 0) say("To collect signatures first: npm run requests -- --help");
    }
    const consenting = chain.isLocal ? charter.citizens.length : signed.size;
    const account = await founder.getAddress();
    const needed = await agreeOnCost({ charter, chain, consenting, account, yes: values.yes });
    maxCost ??= needed;
  } else {
    const done = begun.transactions.filter(({ outcome }) => outcome !== undefined).length;
    say(`Going on with what ${file} remembers: ${done} transactions are done.`);
  }

  const founding = await found(charter, founder, {
    journal: fileJournal(file),
    accounts: accountsOn(chain),
    requests,
    consents: chain.isLocal ? consentsOfLocalPeople(charter.citizens.length) : undefined,
    confirmations: chain.isLocal ? 1 : 2,
    maxCost,
    confirmCost: values.yes ? undefined : agreeToMore,
    onProgress: ({ step, of, title, gasUsed, cost, hash, earlier }) => {
      const count = `[${String(step).padStart(2)}/${of}]`;
      const spent = earlier ? "done before" : `${gasUsed.toLocaleString("en")} gas, ${coins(cost)}`;
      say(`${count} ${title.padEnd(44)} ${spent}  ${hash ?? ""}`);
    },
  }).catch((error: unknown) => {
    if (error instanceof CostExceededError) {
      const advice = "Wait until gas is cheaper, or run it again with more: --max-cost <coins>";
      throw new CommandError(error.message, advice, error);
    }
    if (!(error instanceof JournalMismatchError)) throw error;
    throw new CommandError(
      error.message,
      `Go on with what it was begun with, or move ${file} away to found anew.`,
      error,
    );
  });
  say();
  say(reportText(founding.verification));
  const { verdict } = founding.verification;
  // As `npm run verify` ends where something is not proved.
  if (verdict === "incomplete" || verdict === "partly") process.exitCode = STATUS[verdict];
  say();
  say(`${charter.nation.name} is founded at ${founding.nation}`);
  tellWhoIsMissing(charter, founding);
  say(
    `${founding.transactions} transactions, ${founding.gasUsed.toLocaleString("en")} gas, ${coins(founding.cost)} paid.`,
  );
  const elsewhere = values.deployments === "deployments" ? "" : ` --deployments ${values.deployments}`;
  const which = `--network ${values.network} --nation ${slugOf(charter.nation.name)}${elsewhere}`;
  say(`Remembered in ${file}. Verify it any time: npm run verify -- ${which}`);
});

/** Who was invited since no consent held, and which offices wait for their officers. */
function tellWhoIsMissing(charter: Charter, { record, invited, openOffices }: Founding): void {
  const nameOf = (account: string): string => {
    const { name } = charter.citizens[record.citizens.indexOf(account)];
    return name === undefined ? account : `${name} (${account})`;
  };
  for (const account of invited) say(`Invited, and a citizen on accepting: ${nameOf(account)}`);
  for (const { role, account } of openOffices)
    say(`Left open, since ${nameOf(account)} is not in: the office of ${nameOfRole(role)}`);
}

const nameOfRole = (role: bigint): string => Object.entries(roles).find(([, id]) => id === role)?.[0] ?? `role ${role}`;

/** An amount of native coin that somebody wrote. */
function amountIn(text: string): bigint {
  try {
    return parseEther(text);
  } catch (error) {
    throw new CommandError(`"${text}" is no amount of native coin.`, "Write it as in --max-cost 0.5", error);
  }
}

/** Asks whether a founding may cost more than was agreed to: twice as much, or what the next transaction takes. */
async function agreeToMore({ title, cost, spent, maxCost }: CostOverrun): Promise<bigint | undefined> {
  const next = spent + cost;
  const more = next > 2n * maxCost ? next : 2n * maxCost;
  say(`Gas has become dear: "${title}" can cost ${coins(cost)}, and ${coins(spent)} of ${coins(maxCost)} are spent.`);
  if (!process.stdin.isTTY) return undefined;
  return (await isAgreed(`May all of it cost up to ${coins(more)}? (yes/no) `)) ? more : undefined;
}

async function isAgreed(question: string): Promise<boolean> {
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  const answer = await terminal.question(question);
  terminal.close();
  return /^y(es)?$/i.test(answer.trim());
}

/** Tells what it will cost, and asks whether to spend that. Gives the most that it may cost. */
async function agreeOnCost(details: {
  charter: Charter;
  chain: Chain;
  /** How many founding citizens consent. */
  consenting: number;
  account: string;
  yes: boolean;
}): Promise<bigint> {
  const { charter, chain, consenting, account, yes } = details;
  const { transactions, gas, gasPrice, cost, needed } = await estimateFounding(charter, chain.provider, { consenting });
  const balance = await chain.provider.getBalance(account);
  say(
    `About ${transactions} transactions and ${gas.toLocaleString("en")} gas; at ${formatUnits(gasPrice, "gwei")} gwei that is ${coins(cost)}.`,
  );
  say(`The account has ${coins(balance)} and should have ${coins(needed)}, in case the price doubles.`);
  if (yes) return needed;
  if (!process.stdin.isTTY) {
    throw new CommandError("Nobody is here to ask whether to spend that.", "Add --yes to found without being asked.");
  }
  if (!(await isAgreed("Found it? (yes/no) ")))
    throw new CommandError("Nothing was founded.", "Run it again when you want to.");
  return needed;
}

/** On a local chain everybody's key is known, so that everybody can consent. */
function consentsOfLocalPeople(count: number): AskConsent {
  const people = Array.from({ length: count }, (_, index) => localAccount(index + 1));
  return ({ domain, types, message }, { address }) =>
    people.find((person) => person.address === address)?.signTypedData(domain, types, message);
}
