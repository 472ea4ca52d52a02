import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import hre from "hardhat";
import { format, resolveConfig } from "prettier";
import { loadAreas } from "./actions";
import type { Action, Area } from "./actions/action";
import { measureDraws } from "./actions/draws";
import { scaledActions, measureDepth, populate, SIZES } from "./actions/scaling";
import { lowerBoundOf } from "./lower-bound";
import { GENESIS, type Measure } from "./measure";
import { compare, type ActRecord, type Figure, type GasRecord } from "./record";
import { missOf, render } from "./render";
import { World } from "./world";

/** The size at which the acts are measured, and how many of its citizens have stake. */
const CITIZENS = 300;
const STAKERS = 110;

const recordPath = path.join(__dirname, "gas.json");
const documentPath = path.join(__dirname, "..", "docs", "gas.md");

const figureOf = ({ gas, newSlots }: Measure): Figure => ({ gas, newSlots });

const measureAct = async (world: World, prepare: Action["prepare"]): Promise<Measure> =>
  world.chain.aside(async () => {
    const prepared = await prepare(world);
    return world.chain.measureAll(typeof prepared === "function" ? [{ act: prepared }] : prepared);
  });

async function measureActs(world: World, areas: readonly Area[]): Promise<GasRecord["acts"]> {
  const acts: Record<string, ActRecord> = {};
  for (const action of areas.flatMap(({ actions }) => actions)) {
    const measure = await measureAct(world, action.prepare);
    const lowerBound = lowerBoundOf(action.accesses, measure);
    const baseline = action.baseline && figureOf(await measureAct(world, action.baseline));
    acts[action.id] = { ...figureOf(measure), lowerBound, ...(baseline && { baseline }) };
  }
  return acts;
}

async function measureAll(areas: readonly Area[]): Promise<GasRecord> {
  const world = await World.found();
  const scaling: Record<string, Figure[]> = Object.fromEntries(scaledActions.map(({ id }) => [id, []]));
  const measureScaling = async () => {
    for (const { id, prepare } of scaledActions) scaling[id].push(figureOf(await measureAct(world, prepare)));
  };
  const [few, many, most] = SIZES;

  await world.growTo(few);
  await world.stakeUpTo(few / 2);
  await measureScaling();

  await world.growTo(CITIZENS);
  await world.stakeUpTo(STAKERS);
  const acts = await measureActs(world, areas);
  const depth = await measureDepth(world);
  const draws = await measureDraws(world);

  await world.growTo(many);
  await measureScaling();

  await populate(world, most);
  await measureScaling();
  return { acts, scaling, depth, draws };
}

/** Both are formatted as the repository's files are, so that a formatter changes nothing in them. */
async function formatted(text: string, file: string): Promise<string> {
  return format(text, { ...(await resolveConfig(file)), filepath: file });
}

/** The acts that miss their targets without a word of why. */
const unexplained = (areas: readonly Area[], { acts }: GasRecord): string[] =>
  areas
    .flatMap(({ actions }) => actions)
    .filter((action) => action.note === undefined && missOf(action, acts[action.id]) !== undefined)
    .map((action) => `${action.title}: ${missOf(action, acts[action.id])}`);

async function main(): Promise<number> {
  hre.config.networks.hardhat.initialDate = GENESIS;
  await hre.run("compile", { quiet: true });

  const areas = await loadAreas();
  const measured = await measureAll(areas);
  const missed = unexplained(areas, measured);
  if (missed.length !== 0) {
    console.error(`Above their targets, and bench/actions does not say why:\n  ${missed.join("\n  ")}`);
    return 1;
  }
  if (!process.argv.includes("--check")) {
    await writeFile(recordPath, await formatted(JSON.stringify(measured), recordPath));
    await writeFile(documentPath, await formatted(render(measured, areas), documentPath));
    console.log(`Wrote ${Object.keys(measured.acts).length} acts to bench/gas.json and docs/gas.md.`);
    return 0;
  }

  const recorded = JSON.parse(await readFile(recordPath, "utf8")) as GasRecord;
  const { worse, better } = compare(recorded, measured);
  const stale = (await readFile(documentPath, "utf8")) !== (await formatted(render(recorded, areas), documentPath));
  if (better.length !== 0) console.log(`Better than recorded (npm run bench records it):\n  ${better.join("\n  ")}`);
  if (worse.length !== 0) console.error(`Worse than recorded in bench/gas.json:\n  ${worse.join("\n  ")}`);
  if (stale) console.error("docs/gas.md does not show what bench/gas.json records: run npm run bench.");
  if (worse.length !== 0 || stale) return 1;
  console.log("No act costs more than recorded.");
  return 0;
}

main().then(
  (status) => process.exit(status),
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);
