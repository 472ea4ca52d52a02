/**
 * Measures how long reading a nation takes, and writes it to docs/figures.md: `npm run bench:figures`. With `--check` nothing is
 * written, and a figure above its limit fails.
 */
import { execFile } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { availableParallelism } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import hre from "hardhat";
import { format, resolveConfig } from "prettier";
import { run } from "../../cli/src/program";
import { publicNode } from "../../test/fixtures/public-node";
import { surroundingsOf } from "../../test/fixtures/terminal";
import type { ListReading } from "./read";
import { aLivedNation } from "./world";

const documentPath = path.join(__dirname, "../../docs/figures.md");

const [PROPOSALS, ADMISSIONS] = [500, 2_000];

/** How far a node is, in milliseconds. */
const LATENCY = 100;

/** One figure, and the most that it may be. */
interface Figure {
  readonly what: string;
  readonly found: number;
  readonly most: number;
  readonly unit: string;
}

async function readList(list: string, url: string, nation: string): Promise<ListReading> {
  const script = path.join(__dirname, "read.ts");
  const tsNode = require.resolve("ts-node/dist/bin.js");
  const { stdout } = await promisify(execFile)(process.execPath, [
    tsNode,
    "--transpile-only",
    script,
    list,
    url,
    nation,
  ]);
  return JSON.parse(stdout) as ListReading;
}

/** How often a command asks the node, and how long it takes with the distance to it, in milliseconds. */
async function statusOf(nation: string): Promise<{ readonly requests: number; readonly ms: number }> {
  const node = await publicNode({ latencyMs: LATENCY });
  const look = () => run(["status", "--rpc", node.url, "--nation", nation], surroundingsOf());
  await look(); // Loads the code that it takes.
  const [before, start] = [node.requests(), performance.now()];
  const status = await look();
  const found = { requests: node.requests() - before, ms: performance.now() - start };
  await node.close();
  if (status !== 0) throw new Error(`civitas status ended with ${status}.`);
  return found;
}

async function measure(): Promise<Figure[]> {
  const nation = await aLivedNation({ admissions: ADMISSIONS, proposals: PROPOSALS });
  const node = await publicNode();
  const proposals = await readList("proposals", node.url, nation);
  const admissions = await readList("admissions", node.url, nation);
  await node.close();
  if (proposals.items !== PROPOSALS || admissions.items < ADMISSIONS)
    throw new Error(`${proposals.items} proposals and ${admissions.items} admissions were read.`);
  const status = await statusOf(nation);
  const mb = (bytes: number) => bytes / 1e6;
  return [
    { what: `list of ${PROPOSALS} proposals, with tallies and states`, found: proposals.ms, most: 2_000, unit: "ms" },
    { what: `memory for these proposals`, found: mb(proposals.heap), most: 40, unit: "MB" },
    { what: `${ADMISSIONS.toLocaleString("en")} admissions read`, found: admissions.ms, most: 300, unit: "ms" },
    { what: `memory for these admissions`, found: mb(admissions.heap), most: 40, unit: "MB" },
    { what: "round trips of `civitas status`", found: status.requests, most: 3, unit: "" },
    { what: `\`civitas status\` with a node ${LATENCY} ms away`, found: status.ms, most: 1_000, unit: "ms" },
  ];
}

const written = ({ found, unit }: Pick<Figure, "found" | "unit">): string =>
  `${unit === "MB" ? found.toFixed(1) : Math.round(found).toLocaleString("en")} ${unit}`.trim();

const render = (figures: readonly Figure[]): string => `# How long reading takes

Written by \`npm run bench:figures\` on a machine with ${availableParallelism()} processors, whose chain and reader share them; \`npm run bench:figures -- --check\`
fails where a figure is above its limit. Do not edit.

Lists are read by the SDK from Hardhat's chain over HTTP, in a process of their own whose code is loaded already. The quickest of three times
counts. Memory is the most that its heap grew without garbage, all entries included. A round trip is a request over HTTP.

| what | measured | limit |
| --- | ---: | ---: |
${figures.map((one) => `| ${one.what} | ${written(one)} | ${written({ found: one.most, unit: one.unit })} |`).join("\n")}
`;

async function main(): Promise<number> {
  await hre.run("compile", { quiet: true });
  const figures = await measure();
  for (const one of figures)
    console.log(`${one.what}: ${written(one)} of at most ${written({ ...one, found: one.most })}`);
  if (!process.argv.includes("--check")) {
    const text = await format(render(figures), { ...(await resolveConfig(documentPath)), filepath: documentPath });
    await writeFile(documentPath, text);
    console.log("Wrote docs/figures.md.");
  }
  return figures.every(({ found, most }) => found <= most) ? 0 : 1;
}

main().then(
  (status) => process.exit(status),
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);
