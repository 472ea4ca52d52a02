import { dataSlice, toBeHex, ZeroHash } from "ethers";
import { interfaceOf as spoken } from "../../core/declaration";
import type { Evidence } from "../../core/evidence";
import { Findings, type Check } from "../../core/findings";
import { isKnown } from "../../institutions/registry";
import { spine } from "../../institutions/spine";
import { addressAt, contractsOf, deployerInterface, namesOf, unknownOf } from "../institutions";
import type { FoundingRecord } from "../journal";
import { addressesIn, birthIn, closingOf, placedFor, stepsDue, type Codes } from "../plan";
import { bornAt, chained, dataOf, type Step } from "../steps";
import { likenessOf } from "./likeness";
import { NOT_SHOWN } from "./subjects";

/** What is known of a founding that is verified. */
export interface Founded {
  readonly deployer: string;
  /** The names of the institutions in the order in which they were built, those that this software does not know included. */
  readonly names: readonly string[];
  readonly codes: Codes;
  /** The steps that the deployer took, as far as they can be shown. */
  readonly steps: readonly Step[];
  /** How many steps the deployer's logs tell of. */
  readonly told: number;
  readonly record?: FoundingRecord;
}

/** What a deployer was created for, and how far it is. */
interface Progress {
  readonly plan: string;
  readonly remaining: string;
  readonly stepCount: number;
}

/**
 * Compares what a deployer committed to with what a founding does: with the plan of the record's charter, or, where there is no
 * record, step by step with what any founding by this software does.
 *
 * The deployer's code has been compared before: it does its plan and nothing else.
 */
export async function checkPlan(evidence: Evidence, founded: Founded): Promise<Check[]> {
  const findings = new Findings("founding acts");
  const { deployer, record } = founded;
  const progress = await readProgress(evidence, deployer);
  findings.expect("The founding", progress.remaining === ZeroHash, {
    good: `is complete, in ${progress.stepCount} steps: the deployer can do nothing any more`,
    bad: "is not complete: steps of the plan are still due",
  });
  // What a deployer was created for is part of its code.
  const plan = new Findings("code");
  if (record !== undefined) checkRecord(plan, { ...founded, record }, progress);
  checkSteps({ findings, founded, progress });
  return [...findings.checks, ...plan.checks];
}

async function readProgress(evidence: Evidence, deployer: string): Promise<Progress> {
  const methods = ["PLAN", "remaining", "stepCount"] as const;
  const [plan, remaining, stepCount] = await evidence.multicall<unknown>(
    "the deployer",
    methods.map((method) => ({
      target: deployer,
      data: deployerInterface.encodeFunctionData(method as "PLAN"),
      decode: (answer: string) => deployerInterface.decodeFunctionResult(method as "PLAN", answer)[0] as unknown,
    })),
  );
  return { plan: plan as string, remaining: remaining as string, stepCount: Number(stepCount) };
}

/** Whether the charter of a record gives the very plan, and so every address, that the record and the chain have. */
function checkRecord(
  findings: Findings,
  founded: Founded & { readonly record: FoundingRecord },
  progress: Progress,
): void {
  const { record, deployer, codes } = founded;
  const unknown = unknownOf(record.institutions);
  if (unknown.length > 0) {
    checkPartly(findings, founded, progress);
    return;
  }
  const placed = placedFor(record, codes, namesOf(record.institutions));
  findings.expect("The plan", placed.plan === progress.plan, {
    good: `${progress.plan} is that of the charter (${record.charter.nation.name}, digest ${record.charterHash})`,
    bad: `${progress.plan} is not that of the charter, which gives ${placed.plan}`,
  });
  findings.expect("The deployer's address", placed.deployer === deployer, {
    good: `${deployer} follows from the plan`,
    bad: `${deployer} does not follow from the plan: that gives ${placed.deployer}`,
  });
  const others = namesOf(record.institutions).filter((name) => {
    const [found, due] = [record.institutions[name]!, placed.institutions[name]!];
    return found.address !== due.address || found.contract !== due.contract || found.arguments !== due.arguments;
  });
  findings.expect("The institutions of the record", others.length === 0, {
    good: "are those of the plan",
    bad: `are not those of the plan: ${others.join(", ")}`,
  });
}

/** The same of a record some of whose institutions this software does not know: all but what concerns these alone. */
function checkPartly(
  findings: Findings,
  { record, deployer, codes, names, steps }: Founded & { readonly record: FoundingRecord },
  { plan, stepCount }: Progress,
): void {
  const title = "The plan";
  const unknown = unknownOf(record.institutions);
  findings.add(title, "unknown", `cannot be reckoned: this software does not know how to build ${unknown.join(", ")}`);
  const born = bornAt(birthIn({ ...record, plan }, codes));
  findings.expect("The deployer's address", born === deployer, {
    good: `${deployer} follows from the plan`,
    bad: `${deployer} does not follow from the plan: that gives ${born}`,
  });
  const places = addressesIn(record) as Readonly<Record<string, string>>;
  const others = names.filter((name, index) => places[name] !== addressAt(deployer, index));
  findings.expect("The institutions of the record", others.length === 0, {
    good: "are where the deployer built them",
    bad: `are not where the deployer built them: ${others.join(", ")}`,
  });
  if (steps.length !== stepCount) return;
  const { odd, unknown: strange } = likenessOf(steps, stepsDue(record, codes, names), { deployer, names, codes });
  findings.expect("The steps of the charter", odd.length === 0, {
    good: `are taken, and besides only what concerns ${unknown.join(", ")}`,
    bad: odd.join("; "),
  });
  for (const one of strange) findings.add(title, "unknown", one);
}

/** Compares the steps with what a founding by this software does, whatever its charter says. */
function checkSteps({
  findings,
  founded,
  progress,
}: {
  readonly findings: Findings;
  readonly founded: Founded;
  readonly progress: Progress;
}): void {
  const { steps, codes, names, told } = founded;
  const title = "The steps";
  if (steps.length !== progress.stepCount) {
    const missing = progress.stepCount - steps.length;
    const kept = `are ${progress.stepCount}, and the node told of ${told}`;
    const hidden = `are ${progress.stepCount}, and ${missing} of them ${NOT_SHOWN}`;
    findings.add(title, "incomplete", told === progress.stepCount ? hidden : kept);
    return;
  }
  const plan = chained(steps);
  if (progress.remaining === ZeroHash && plan.hash !== progress.plan) {
    findings.add(title, "fault", `hash to ${plan.hash}, and the deployer was created for ${progress.plan}`);
    return;
  }
  const odd = oddSteps(steps, { names, codes });
  findings.expect(title, odd.length === 0, {
    good: `are those of a founding: ${names.length} institutions, articles, citizens, offices, powers, the hand-over`,
    bad: `do what no founding does: ${odd.join("; ")}`,
  });
}

/** What steps do that no founding by this software does. Unknown institutions may be created by any code. */
function oddSteps(
  steps: readonly Step[],
  { names, codes }: { readonly names: readonly string[]; readonly codes: Codes },
): string[] {
  const odd: string[] = [];
  const isOfUnknown = (step: Step) => step.kind === "call" && step.index < names.length && !isKnown(names[step.index]);
  const [creations, rest] = [
    steps.slice(0, names.length),
    steps.slice(names.length).filter((one) => !isOfUnknown(one)),
  ];
  creations.forEach((step, index) => {
    const name = names[index];
    if (step.kind !== "create") odd.push(`step ${index + 1} does not build the ${name}`);
    else if (isKnown(name) && !contractsOf(name).some((one) => step.template.startsWith(codes(one).creation)))
      odd.push(`step ${index + 1} builds another ${name}`);
  });

  // Everything else in its order: articles, citizens, offices, powers, the hand-over. What nations do with institutions that this
  // software does not know is compared with the charter, be it read back from the chain.
  const known = names.filter(isKnown);
  const end = rest.at(-1);
  const offices = end?.kind === "handOver" ? end.offices : [];
  const closing = known.length === names.length ? closingOf(known, offices) : [];
  const middle = rest.slice(0, rest.length - 2);
  const last = rest.slice(-2);
  const order = { call: 0, admit: 1, handOver: 2, create: 3 } as const;
  const isInOrder = middle.every(({ kind }, index) => index === 0 || order[kind] >= order[middle[index - 1].kind]);
  if (!isInOrder) odd.push("articles, citizens and offices do not come in this order");
  const [authority, register] = [spine.authority.name, spine.register.name].map((one) => names.indexOf(one));
  middle.forEach((step, index) => {
    const place = `step ${names.length + index + 1}`;
    if (step.kind === "create") odd.push(`${place} builds what the directory does not name`);
    else if (step.kind === "admit" ? step.index !== register : step.index !== authority)
      odd.push(`${place} goes to another contract`);
    else if (step.kind === "call" && !enacts(step.template)) odd.push(`${place} does more than to enact articles`);
  });
  if (middle.some(({ kind }) => kind === "handOver")) odd.push("the nation is handed over before the end");
  if (closing.length > 0 && !isSame(last, closing)) odd.push("powers and hand-over are not those of a founding");
  return odd;
}

const enact = spoken(spine.authority).getFunction("enact").selector;
const enacts = (data: string): boolean => data.length >= 10 && dataSlice(data, 0, 4) === enact;

/** Whether steps are the same, whatever people call them. */
const isSame = (steps: readonly Step[], others: readonly Step[]): boolean =>
  steps.length === others.length &&
  steps.every((step, index) => dataOf(step, toBeHex(0, 32)) === dataOf(others[index], toBeHex(0, 32)));
