import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import { HDNodeWallet, type JsonRpcProvider, Mnemonic, toBeHex, ZeroHash, type TransactionReceipt } from "ethers";
import { bps, civic, connect, InvalidInputError, moment, NationError, wei, type NationClient } from "../sdk/src";
import { openNode } from "../sdk/src/core";
import { found, JournalMismatchError, type CharterInput, type Founding } from "../sdk/src/founding";
import {
  deploymentFile,
  fileJournal,
  readDeployment,
  RECORDS,
  slugOf,
  START_FOLDER,
} from "../cli/src/founding/deployment";
import { CommandError } from "../cli/src/errors";
import {
  ChainError,
  developmentAccounts,
  developmentMnemonic,
  KeptChain,
  startChain,
  type LocalChain,
} from "./local/chain";
import { setAside } from "./local/records";
import { buildPortal, portalAddress, servePortal, type ServedPortal } from "./local/portal";
import {
  brief,
  castOf,
  clockOf,
  demonstrate,
  DemonstrationError,
  steps,
  titlesOf,
  type DemonstrationOutput,
} from "./demonstration";

const root = path.resolve(__dirname, "..");
const charterFile = "charters/demonstration.json";

/** Where the kept chain itself remembers how many steps of the story were told: so the note is never without what it tells of. */
const NOTE = "0x00000000000000000000000000000000C1714A50";

const say = (text = "") => console.log(text);
// Of this process, which tools/start.mjs began: what had to be compiled counts.
const sinceStart = () => `${(performance.now() / 1000).toFixed(1)} s`;
const grouped = (count: bigint | number) => count.toLocaleString("en");

/** Words wrapped to the width of a terminal, with the following lines set in. */
function wrapped(text: string, indent = "  ", width = 100): string {
  const lines = [""];
  for (const word of text.split(" ")) {
    const last = lines.length - 1;
    if (lines[last].length + word.length + 1 > width - indent.length) lines.push(word);
    else lines[last] += lines[last] === "" ? word : ` ${word}`;
  }
  return lines.map((line) => indent + line).join("\n");
}

function options() {
  const { values } = parseArgs({
    options: {
      once: { type: "boolean", default: false },
      fresh: { type: "boolean", default: false },
      port: { type: "string", default: "8545" },
      folder: { type: "string", default: path.join(root, START_FOLDER) },
      "no-portal": { type: "boolean", default: false },
      help: { type: "boolean", default: false },
    },
  });
  const port = Number(values.port);
  if (!Number.isInteger(port) || port < 1 || port > 65_435) {
    throw new ChainError(`--port takes a number from 1 to 65435, not "${values.port}".`);
  }
  return { ...values, port, hasPortal: !values["no-portal"] && !values.once };
}

const help = `npm start                  found the demonstration nation on a chain of your own, run its first days, keep it running
npm start -- --fresh       forget the last nation and begin anew
npm start -- --once        end when the story is told, with its exit status
npm start -- --port N      listen on port N, or on the next free one (8545)
npm start -- --folder F    keep the chain and what was founded in F (.nation)
npm start -- --no-portal   leave out the page on which one lives in the nation`;

/** Prints the story. */
function printer(done: number): DemonstrationOutput {
  let titles = titlesOf(done);
  return {
    step: (title) => say(`\n${(titles += 1)}. ${title}\n`),
    say: (sentence, receipt?: TransactionReceipt) => {
      const price = receipt && ` [${grouped(receipt.gasUsed)} gas, ${brief(wei.format(wei.from(receipt.fee)))} ETH]`;
      say(wrapped(`${sentence}${price ?? ""}`));
    },
  };
}

async function foundNation(
  provider: JsonRpcProvider,
  wallets: readonly HDNodeWallet[],
  { charter, file }: { readonly charter: CharterInput; readonly file: string },
): Promise<Founding> {
  const [founder, ...others] = wallets;
  const stands = readDeployment(file)?.handedOverIn !== undefined;
  if (!stands) say(`Founding the nation of ${charterFile}:\n`);
  const founding = await found(charter, founder.connect(provider), {
    journal: fileJournal(file),
    accounts: ({ index }) => others[index].address,
    // So the nation's address on a new chain is known, and README.md can name it.
    salt: ZeroHash,
    consents: ({ domain, types, message }, { address }) =>
      others.find((wallet) => wallet.address === address)?.signTypedData(domain, types, message),
    onProgress: ({ step, of, title, gasUsed, earlier }) => {
      const place = `${String(step).padStart(String(of).length)}/${of}`;
      const spent = earlier ? "done before" : `${grouped(gasUsed).padStart(10)} gas`;
      if (!stands) say(`  ${place}  ${title.padEnd(58)} ${spent}`);
    },
  });

  const { transactions, gasUsed, cost, verification, record } = founding;
  const { checks, faults, changes } = verification;
  if (stands) {
    say(`${record.charter.nation.name} stands since block ${record.handedOverIn}.`);
  } else {
    say(
      `\n  ${transactions} transactions, ${grouped(gasUsed)} gas, ${brief(wei.format(wei.from(cost)))} ETH on this chain.`,
    );
  }
  say(
    `\nWho holds power? ${checks.length} checks of the chain: ${faults.length} faults, ` +
      `${changes.length} things that the government has changed since.`,
  );
  for (const { title, detail, finding } of checks.filter(({ topic }) => topic === "powers" && !stands)) {
    say(wrapped(`${finding === "fault" ? "FAULT" : "ok"}  ${title}: ${detail}`));
  }
  for (const { title, detail } of changes) say(wrapped(`changed  ${title}: ${detail}`));
  return founding;
}

async function overview(nation: NationClient): Promise<void> {
  const { coin, citizenship, stake, treasury, governor } = nation;
  const [people, supply, total, held, rate] = await Promise.all([
    citizenship.citizenCount(),
    coin.totalSupply(),
    stake.totalStaked(),
    coin.balanceOf({ account: treasury.address }),
    coin.taxRate(),
  ]);
  say(
    `\n  ${people} citizens; ${brief(civic.format(supply))} coins, ${brief(civic.format(total))} at stake, ${brief(civic.format(held))} in the treasury; tax ${bps.format(rate)}.`,
  );
  const { terms } = (await nation.overview()).citizenship ?? {};
  const [first] = terms?.ending ?? [];
  if (terms !== undefined && first !== undefined)
    say(
      `  Of ${terms.lookedAt} citizens ${terms.ending.length} should renew: the terms of some end on ${moment.format(first.until)}.`,
    );
  say(`  The nation's address, all that a client needs: ${nation.address}`);
  say(`  Its governor: ${governor.address}`);
}

function nextSteps(
  chain: LocalChain,
  { nation, record }: Founding,
  wallets: readonly HDNodeWallet[],
  names: readonly string[],
): void {
  say(`\nThe chain runs on ${chain.url} (chain id 31337). Accounts, funded with play money of this chain only:\n`);
  const shown = ["the founder", ...names, "the stranger"];
  for (const [index, name] of shown.entries()) say(`  ${name.padEnd(14)} ${wallets[index].address}`);
  say(`\n  Their keys come from the mnemonic "${developmentMnemonic}", indices 0 to ${shown.length - 1}.`);
  const rpc = chain.port === 8545 ? "" : `LOCALHOST_RPC=${chain.url} `;
  say(`\nNext, in another terminal:\n`);
  say(`  ${rpc}npm run verify -- --network localhost --nation ${slugOf(record.charter.nation.name)}`);
  say(`      compare the whole nation with its charter`);
  say(`  ${rpc}npm run found -- --charter charters/weekend.json --network localhost`);
  say(`      found one of your own beside it`);
  say(`\nIn code: connect(signer, "${nation}"); README.md has ten lines that run.`);
  say(
    chain.kept !== undefined
      ? `\nCtrl-C stops the chain and keeps the nation; npm start goes on with it, npm start -- --fresh forgets it.`
      : `\nCtrl-C stops the chain. Hardhat's node keeps nothing: install Foundry's anvil for a nation that lasts.`,
  );
}

/** How many steps of the story were told on this chain. */
async function toldOn(provider: JsonRpcProvider): Promise<number> {
  return Number(await provider.getStorage(NOTE, 0));
}

async function main(): Promise<void> {
  const { once, fresh, port, folder, hasPortal, help: helpWanted } = options();
  if (helpWanted) return say(help);

  const scratch = once ? mkdtempSync(path.join(tmpdir(), "civitas-")) : undefined;
  const charter = JSON.parse(readFileSync(path.join(root, charterFile), "utf8")) as CharterInput;
  const record = deploymentFile(scratch ?? folder, "localhost", charter.nation.name);
  if (fresh && !once) await KeptChain.forget(folder);

  const chain = await startChain(once ? { port } : { port, stateFolder: folder });
  // Beside the founding, which takes longer.
  const building = hasPortal ? buildPortal() : undefined;
  let portal: ServedPortal | undefined;
  let ending: Promise<void> | undefined;
  const end = () => {
    building?.stop();
    return (ending ??= Promise.all([chain.stop(), portal?.close()]).then(() => undefined));
  };
  const interrupted = () => {
    say("\nStopping the chain.");
    void end().then(() => process.exit(0));
  };
  process.once("SIGINT", interrupted);
  process.once("SIGTERM", interrupted);

  try {
    if (port !== chain.port) say(`Port ${port} is taken, so the chain listens on ${chain.port}.`);
    say(
      `A chain of your own (${chain.kind}) ${chain.resumed ? "goes on where it stopped" : "begins"} on ${chain.url}.\n`,
    );
    // What was founded on a chain that is gone says nothing about this one.
    if (!chain.resumed) {
      for (const file of setAside({ record, folder: path.join(root, RECORDS, "localhost") }))
        say(`Set aside as ${path.relative(root, file)}: it was founded on the chain that is forgotten.\n`);
      rmSync(record, { force: true });
    }

    const provider = openNode(chain.url, { pollMs: 50 });
    const mnemonic = Mnemonic.fromPhrase(developmentMnemonic);
    const wallets = Array.from({ length: developmentAccounts }, (_, index) =>
      HDNodeWallet.fromMnemonic(mnemonic, `m/44'/60'/0'/0/${index}`),
    );

    const founding = await foundNation(provider, wallets, { charter, file: record });
    say(`\nA living nation after ${sinceStart()}.`);
    const names = founding.record.charter.citizens.map(({ name }, index) => name ?? `citizen ${index + 1}`);
    const [founder, ...others] = wallets.map((wallet) => wallet.connect(provider));

    const told = once ? 0 : await toldOn(provider);
    if (told < steps.length) {
      const people = [
        { name: "The founder", signer: founder },
        ...names.map((name, index) => ({ name, signer: others[index] })),
        { name: "Noor", signer: others[names.length] },
      ];
      const cast = await castOf({ nation: founding.nation, people });
      const registrarIndex = founding.record.charter.offices.findIndex(({ role }) => role === "registrar");
      const registrarName = founding.record.charter.offices[registrarIndex]?.citizen;
      const registrar = cast.find(({ name }) => name === registrarName) ?? cast[1];
      const context = {
        output: printer(told),
        founder: cast[0],
        citizens: cast.slice(1, -1),
        registrar,
        stranger: cast[cast.length - 1],
        ...clockOf(provider),
      };
      say(
        `\nThe first days of ${founding.record.charter.nation.name}${told === 0 ? "" : ", from where they stopped"}:`,
      );
      // A step that is cut short is told again from its beginning, on the chain as it was then.
      await chain.kept?.save();
      chain.kept?.hold();
      await demonstrate(context, {
        done: told,
        afterStep: async (done) => {
          await provider.send("hardhat_setStorageAt", [NOTE, ZeroHash, toBeHex(done, 32)]);
          await provider.send("evm_mine", []);
          await chain.kept?.save();
          chain.kept?.hold();
        },
      });
      await chain.kept?.save();
      say(`\nThe story ended after ${sinceStart()}.`);
    }

    await overview(await connect(provider, founding.nation));
    if (!once) nextSteps(chain, founding, wallets, names);
    if ((await building?.done) === true) {
      portal = await servePortal();
      say(`\nOpen the nation: ${portalAddress(portal, { nation: founding.nation, rpc: chain.url })}`);
    }
    provider.destroy();
    if (!once) await chain.ended;
  } finally {
    await end();
    if (scratch !== undefined) rmSync(scratch, { recursive: true, force: true });
  }
}

main().catch((error: unknown) => {
  if (error instanceof JournalMismatchError)
    console.error(
      `\n${error.message}\nIt was founded by another version of this software. Begin anew: npm start -- --fresh`,
    );
  // The record is all of it that is a person's to damage.
  else if (error instanceof CommandError || error instanceof InvalidInputError)
    console.error(`\n${error.message}\n${error.advice}\nOr begin anew: npm start -- --fresh`);
  else if (error instanceof NationError) console.error(`\n${error.message}\n${error.advice}`);
  else if (error instanceof ChainError || error instanceof DemonstrationError) console.error(`\n${error.message}`);
  else console.error(error);
  process.exitCode = 1;
});
