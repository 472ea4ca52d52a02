import { formatUnits, parseEther } from "ethers";
import {
  CostExceededError,
  estimateFounding,
  found as foundNation,
  JournalMismatchError,
  reportText,
  roles,
  type AskConsent,
  type Charter,
  type CostOverrun,
  type Founding,
  type FoundingProgress,
} from "../../../sdk/src/founding";
import { agree, inMoney } from "../act";
import { accountsOn, feeModelOf, type Chain } from "../chain/chain";
import { localAccount } from "../chain/development";
import { command, type Answer } from "../command";
import type { Context } from "../context";
import { CommandError, statusOfVerdict, usageError } from "../errors";
import { readCharter } from "../founding/charter";
import { deploymentFile, fileJournal, readDeployment, RECORDS, slugOf } from "../founding/deployment";
import { readRequests } from "../founding/requests";
import { coins } from "../output/money";

export const found = command({
  name: "found",
  group: "found",
  summary: "found a nation from a charter",
  details:
    "After any failure run the same again: it goes on where it stopped, and sends nothing twice. Founding citizens who signed their request beforehand are admitted at once, the others are invited.",
  arguments: { "[charter]": "the charter: JSON or YAML" },
  options: {
    "--charter <file>": "the charter, by an option",
    "--requests <folder>": "the requests that founding citizens signed",
    "--max-cost <coins>": "the most that it may cost altogether, in the chain's native coin; else twice the estimate",
    "--deployments <folder>": "the folder of the records, one for each network and nation; deployments if left out",
  },
  example: "found weekend.json --rpc https://rpc.example.org --keystore founder.json",
  run: async (context, values) => {
    const file = values.charter;
    if (file === undefined) {
      throw usageError("Which charter?", `Name it: ${context.surroundings.called("found")} charters/weekend.json`);
    }
    return foundFrom(context, { ...values, charterFile: file });
  },
});

interface Wanted {
  readonly charterFile: string;
  readonly requests: string | undefined;
  readonly maxCost: string | undefined;
  readonly deployments: string | undefined;
}

async function foundFrom(context: Context, wanted: Wanted): Promise<Answer> {
  const { say, flags } = context;
  const charter = readCharter(wanted.charterFile);
  const chain = await context.chain();
  const founder = await context.signer();
  const requests = wanted.requests === undefined ? [] : readRequests(wanted.requests);
  const journal = deploymentFile(wanted.deployments ?? RECORDS, chain.network.name, charter.nation.name);
  const begun = readDeployment(journal);
  const account = await founder.getAddress();

  say(`${charter.nation.name}, on ${chain.network.name} (chain ${chain.chainId}), founded by ${account}`);
  let maxCost = wanted.maxCost === undefined ? undefined : amountIn(wanted.maxCost);
  if (begun === undefined) {
    const signed = new Set(
      requests.filter(({ signature }) => signature !== undefined).map(({ citizen }) => citizen.index),
    );
    if (!chain.isLocal) {
      say(`${signed.size} of ${charter.citizens.length} founding citizens have signed. The others are invited.`);
      if (requests.length === 0)
        say(`To collect signatures first: ${context.surroundings.called("requests make")} --help`);
    }
    const consenting = chain.isLocal ? charter.citizens.length : signed.size;
    const estimate = await estimateFounding(charter, chain.provider, { consenting });
    const lines = await costLines(context, { chain, account, estimate });
    if (flags.dryRun === true) return { data: { ...estimate, sent: false }, lines: [...lines, "Nothing was sent."] };
    await agree(context, lines, "Found it?");
    maxCost ??= estimate.needed;
  } else {
    const done = begun.transactions.filter(({ outcome }) => outcome !== undefined).length;
    say(`Going on with what ${journal} remembers: ${done} transactions are done.`);
    if (flags.dryRun === true) return { data: { done, sent: false }, lines: ["Nothing was sent."] };
  }

  const founding = await foundNation(charter, founder, {
    journal: fileJournal(journal),
    accounts: accountsOn(chain),
    requests,
    ...(chain.isLocal && { consents: consentsOfLocalPeople(charter.citizens.length) }),
    confirmations: chain.isLocal ? 1 : 2,
    ...(maxCost !== undefined && { maxCost }),
    ...(flags.yes !== true && { confirmCost: (overrun: CostOverrun) => agreeToMore(context, overrun) }),
    onProgress: (progress) => say(progressLine(progress)),
  }).catch((error: unknown) => {
    if (error instanceof CostExceededError) {
      const advice = "Wait until gas is cheaper, or run it again with more: --max-cost <coins>";
      throw new CommandError(error.message, advice, { cause: error });
    }
    if (!(error instanceof JournalMismatchError)) throw error;
    throw new CommandError(error.message, `Go on with what it was begun with, or move ${journal} away to found anew.`, {
      cause: error,
    });
  });
  return answerOf(context, {
    charter,
    founding,
    journal,
    deployments: wanted.deployments,
    network: chain.network.name,
  });
}

async function costLines(
  context: Context,
  {
    chain,
    account,
    estimate,
  }: { chain: Chain; account: string; estimate: Awaited<ReturnType<typeof estimateFounding>> },
): Promise<string[]> {
  const { transactions, gas, gasPrice, cost, needed } = estimate;
  const [balance, fees] = await Promise.all([chain.provider.getBalance(account), feeModelOf(chain)]);
  return [
    `About ${transactions} transactions and ${gas.toLocaleString("en")} gas; at ${formatUnits(gasPrice, "gwei")} gwei (${fees}) that is ${coins(cost)}${inMoney(context, cost)}.`,
    `The account has ${coins(balance)} and should have ${coins(needed)}, in case the price doubles.`,
  ];
}

function progressLine({ step, of, title, gasUsed, cost, hash, earlier }: FoundingProgress): string {
  const count = `[${String(step).padStart(2)}/${of}]`;
  const spent = earlier ? "done before" : `${gasUsed.toLocaleString("en")} gas, ${coins(cost)}`;
  return `${count} ${title.padEnd(44)} ${spent}  ${hash ?? ""}`;
}

function answerOf(
  { surroundings }: Context,
  {
    charter,
    founding,
    journal,
    deployments,
    network,
  }: { charter: Charter; founding: Founding; journal: string; deployments: string | undefined; network: string },
): Answer {
  const { verification, transactions, gasUsed, cost, nation, invited } = founding;
  const { verdict } = verification;
  const slug = slugOf(charter.nation.name);
  const place = deployments === undefined || deployments === RECORDS ? "" : ` --deployments ${deployments}`;
  const verify =
    surroundings.openNetwork === undefined
      ? `${surroundings.called("verify")} ${nation}`
      : `${surroundings.called("verify")} --network ${network} --nation ${slug}${place}`;
  return {
    data: {
      nation,
      record: journal,
      transactions,
      gasUsed,
      cost,
      invited,
      verdict,
      faults: verification.faults.length,
    },
    lines: [
      "",
      reportText(verification),
      "",
      `${charter.nation.name} is founded at ${nation}`,
      ...missingLines(charter, founding),
      `${transactions} transactions, ${gasUsed.toLocaleString("en")} gas, ${coins(cost)} paid.`,
      `Remembered in ${journal}. Verify it any time: ${verify}`,
    ],
    // As a verification ends where something is not proved.
    ...((verdict === "incomplete" || verdict === "partly") && { exit: statusOfVerdict(verdict) }),
  };
}

/** Who was invited since no consent held, and which offices wait for their officers. */
function missingLines(charter: Charter, { record, invited, openOffices }: Founding): string[] {
  const nameOf = (account: string): string => {
    const name = charter.citizens[record.citizens.indexOf(account)]?.name;
    return name === undefined ? account : `${name} (${account})`;
  };
  return [
    ...invited.map((account) => `Invited, and a citizen on accepting: ${nameOf(account)}`),
    ...openOffices.map(
      ({ role, account }) => `Left open, since ${nameOf(account)} is not in: the office of ${nameOfRole(role)}`,
    ),
  ];
}

const nameOfRole = (role: bigint): string => Object.entries(roles).find(([, id]) => id === role)?.[0] ?? `role ${role}`;

/** An amount of native coin that somebody wrote. */
function amountIn(text: string): bigint {
  try {
    return parseEther(text);
  } catch (cause) {
    throw usageError(`"${text}" is no amount of native coin.`, "Write it as in --max-cost 0.5", cause);
  }
}

/** Asks whether a founding may cost more than was agreed to: twice as much, or what the next transaction takes. */
async function agreeToMore(
  { say, questions }: Context,
  { title, cost, spent, maxCost }: CostOverrun,
): Promise<bigint | undefined> {
  const next = spent + cost;
  const more = next > 2n * maxCost ? next : 2n * maxCost;
  say(`Gas has become dear: "${title}" can cost ${coins(cost)}, and ${coins(spent)} of ${coins(maxCost)} are spent.`);
  if (!questions.canAsk) return undefined;
  return (await questions.agree(`May all of it cost up to ${coins(more)}?`)) ? more : undefined;
}

/** On a local chain everybody's key is known, so that everybody can consent. */
function consentsOfLocalPeople(count: number): AskConsent {
  const people = Array.from({ length: count }, (_, index) => localAccount(index + 1));
  return ({ domain, types, message }, { address }) =>
    people.find((person) => person.address === address)?.signTypedData(domain, types, message);
}
