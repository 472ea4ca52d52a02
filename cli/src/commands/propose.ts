import type { ParamType } from "ethers";
import { InvalidInputError, type Call } from "../../../sdk/src";
import { formatProvision } from "../../../sdk/src/core";
import type { ProvisionChange } from "../../../sdk/src/institutions/governor";
import { act, doing } from "../act";
import { command } from "../command";
import type { Context } from "../context";
import { CommandError, usageError } from "../errors";
import {
  callIn,
  callOf,
  callsInFile,
  governmentActs,
  provisionOf,
  type GovernmentAct,
  type Written,
} from "../input/calls";
import { shortId } from "../input/proposals";
import { moneyOf } from "../output/money";
import { inWords, printable } from "../output/text";
import { whenOf } from "../output/time";
import { describeCalls } from "../reading/calls";

export const propose = command({
  name: "propose",
  group: "decide",
  summary: "propose acts of the government, on which the citizens vote",
  details:
    "Without --call and --calls you are asked, act by act. A call is written as institution.function(arguments): shares as 2.5 %, lengths as 30 days, moments as dates or lengths from now, people by number or address, amounts in coins.",
  arguments: { "[description]": "why, in words that everybody reads" },
  options: {
    "--call <call...>": 'an act, such as "coin.tryProvision(taxRate, 2.5 %, 30 days)"',
    "--calls <file>": "acts from a file of JSON",
    "--unrehearsed": "propose it even if it would fail today",
  },
  example: 'propose "Try a lower tax" --call "coin.tryProvision(taxRate, 1.25 %, 30 days)"',
  run: async (context, { description: given, call, calls: file, unrehearsed }) => {
    if (given?.trim() === "") throw usageError("The description says nothing.", "Say why: everybody reads it.");
    const calls: Call[] = [];
    for (const one of call ?? []) calls.push(await callIn(context, one));
    if (file !== undefined) calls.push(...(await callsInFile(context, file)));
    if (calls.length === 0) calls.push(...(await buildCalls(context)));
    const description = given ?? (await askDescription(context));

    const [nation, now] = await Promise.all([context.nation(), context.now()]);
    const [lines, rehearsal, { votingDelay, votingPeriod }, symbols] = await Promise.all([
      describeCalls(nation, calls),
      nation.governor.rehearse({ calls }),
      nation.governor.provisions(),
      context.symbols(),
    ]);
    const { failures, changes, outflow } = rehearsal;
    // What no chain refuses, and nothing mends, is refused here.
    const fault = failures.find(({ error }) => error instanceof InvalidInputError);
    if (fault?.error !== undefined)
      throw usageError(`Act ${fault.index + 1}: ${fault.error.message}`, fault.error.advice, fault.error);
    if (failures.length > 0 && unrehearsed !== true) {
      const why = failures.map(({ index, error }) => `act ${index + 1}: ${error?.advice ?? "it fails"}`);
      throw new CommandError(
        `It would fail if it were carried out today: ${why.join(" ")}`,
        "Mend it, or add --unrehearsed if it will fit by then.",
        { exit: "refused", cause: failures[0].error },
      );
    }
    const opensAt = now + votingDelay.current;
    return act(context, {
      title: `Propose: ${printable(description)}`,
      effects: [
        ...lines,
        ...changes.map(changeLine),
        ...outflow.map((amount) => `${moneyOf(amount, symbols)} leave the treasury.`),
        rehearsal.class === "constitutional"
          ? "It is constitutional: a greater majority of the citizens is needed."
          : "It is ordinary: a majority of the citizens is needed, and the stake can object.",
        `The vote opens ${whenOf(opensAt as never, now)} and lasts ${votingPeriod.text}. You can take it back until then.`,
      ],
      act: (on) => doing(on.governor.propose, { calls, description, rehearse: unrehearsed !== true }),
      done: ({ proposal }) => [
        `Proposed as ${shortId(proposal.id)}: the vote opens ${whenOf(proposal.opensAt, now)} and closes ${whenOf(proposal.closesAt, now)}.`,
        "Vote by: civitas vote latest for",
      ],
    });
  },
});

const changeLine = ({ institution, before, after }: ProvisionChange): string =>
  `${institution}.${after.key} is ${before.text} now, and would be ${after.text}.`;

async function askDescription({ questions }: Context): Promise<string> {
  if (!questions.canAsk)
    throw usageError("There is no description.", 'Write it behind the command: civitas propose "Why" …');
  return questions.text("Why? Everybody reads this.", {
    check: (text) => (text.trim() === "" ? "Say why." : undefined),
  });
}

/** Asks for acts, one after another. */
async function buildCalls(context: Context): Promise<Call[]> {
  const { questions } = context;
  if (!questions.canAsk) {
    throw usageError(
      "Which acts?",
      'Write them by --call "coin.tryProvision(taxRate, 1.25 %, 30 days)", or name a file by --calls.',
    );
  }
  const acts = await governmentActs(await context.nation());
  const calls: Call[] = [];
  do calls.push(await buildCall(context, acts));
  while (await questions.agree("One more act in the same proposal?"));
  return calls;
}

async function buildCall(context: Context, acts: readonly GovernmentAct[]): Promise<Call> {
  const { questions } = context;
  const names = [...new Set(acts.map(({ contract }) => contract))];
  const institution = await questions.choose(
    "Which institution?",
    names.map((name) => ({ value: name, label: inWords(name) })),
  );
  const own = acts.filter(({ contract }) => contract === institution);
  const name = await questions.choose(
    "Which act?",
    own.map(({ function: { name: value, inputs }, constitutional }) => ({
      value,
      label: inWords(value),
      hint: `${inputs.map((input) => inWords(input.name)).join(", ")}${constitutional ? "; constitutional" : ""}`,
    })),
  );
  const { inputs } = own.find((one) => one.function.name === name)!.function;
  const given: Written[] = [];
  for (const input of inputs) given.push(await askInput(context, { institution, input, before: given }));
  return callOf(context, { institution, name, given });
}

interface Asked {
  readonly institution: string;
  readonly input: ParamType;
  readonly before: readonly Written[];
}

async function askInput(context: Context, asked: Asked): Promise<Written> {
  const { questions } = context;
  const { institution, input, before } = asked;
  const { components, arrayChildren } = input;
  if (input.isArray() && arrayChildren !== null) {
    const items: Written[] = [];
    do items.push(await askInput(context, { ...asked, input: arrayChildren }));
    while (await questions.agree(`One more of ${inWords(input.name)}?`));
    return items;
  }
  if (input.isTuple() && components !== null) {
    const fields: Record<string, Written> = {};
    for (const one of components) fields[one.name] = await askInput(context, { ...asked, input: one });
    return fields;
  }
  if (input.name === "key") return askProvision(context, institution);
  const [key] = before;
  const hint =
    input.name === "newValue" && typeof key === "string" ? await boundsOf(context, institution, key) : hintOf(input);
  return questions.text(`${inWords(input.name)}?`, { hint });
}

async function askProvision(context: Context, institution: string): Promise<string> {
  const { provisions } = await context.overview();
  const keys = Object.values((provisions as Readonly<Record<string, object | undefined>>)[institution] ?? {}) as {
    readonly key: string;
    readonly text: string;
  }[];
  return context.questions.choose(
    "Which provision?",
    keys.map(({ key, text }) => ({ value: key, label: inWords(key), hint: `now ${text}` })),
  );
}

async function boundsOf(context: Context, institution: string, key: string): Promise<string> {
  const { unit, min, max } = await provisionOf(context, institution, key);
  return `${formatProvision({ unit, value: min })} to ${formatProvision({ unit, value: max })}`;
}

/** How an argument is written. */
function hintOf({ name, type }: ParamType): string {
  if (/until|deadline/i.test(name)) return "2030-05-01, or 30d from now";
  if (/period|delay/i.test(name)) return "30 days";
  if (name === "asset") return "coin, native, or a token's address";
  if (/amount|ceiling/i.test(name)) return "12.5";
  if (type === "address") return "a citizen's number, an address, or an institution";
  if (/role/i.test(name)) return "registrar";
  return type === "bool" ? "yes or no" : type === "string" ? "text" : "a number";
}
