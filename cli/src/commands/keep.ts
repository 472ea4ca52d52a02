import { institutionNames, wei, type InstitutionName } from "../../../sdk/src";
import { drandUrl } from "../../../sdk/src/institutions/randomness";
import { Keeper, keep as keepOn, type KeeperOptions, type KeptAct } from "../../../sdk/src/keeper";
import { agree } from "../act";
import { command } from "../command";
import type { Context } from "../context";
import { usageError } from "../errors";
import { lengthIn, nativeIn } from "../input/quantities";
import { untilInterrupted } from "../interruption";
import { toJsonLine } from "../output/json";
import { nativeOf } from "../output/money";
import { counted, listed, printable } from "../output/text";

const MAX_COST = "0.01";
const REST = "60s";

export const keep = command({
  name: "keep",
  group: "tools",
  summary: "carry out what is due and anyone may, as long as it runs: queues, draws, rulings, settlements",
  details:
    "You pay for the transactions. Where the nation has an upkeep, that pays you for most steps. Several keepers do no harm. With --json each act is told in a line of JSON beside the answer.",
  options: {
    "--once": "look once, and end",
    "--max-cost <coins>": `the most that one act may cost, in native coin; ${MAX_COST} if left out`,
    "--rest <time>": `how long to rest between two looks; ${REST} if left out`,
    "--only <institution...>": "these institutions alone",
    "--direct": "take steps directly, without the reward of the nation's upkeep",
    "--relay <url>": "where rounds of drand are fetched from",
  },
  example: "keep --once",
  run: async (context, { once, maxCost: most = MAX_COST, rest = REST, only, direct, relay }) => {
    const maxCost = nativeIn(most);
    const restMs = Number(lengthIn(rest)) * 1000;
    const { native } = await context.symbols();
    const lines = [
      context.paint(
        "bold",
        once === true ? "Carry out all that is due now" : "Carry out what is due, until you stop it by Ctrl-C",
      ),
      `  · Each act costs at most ${nativeOf(maxCost, native)}, which you pay.`,
    ];
    if (context.flags.dryRun === true)
      return { data: { maxCost, sent: false }, lines: [...lines, "Nothing was sent."] };
    const signer = await context.signer();
    await agree(context, lines);
    const acts: KeptAct[] = [];
    const options: KeeperOptions = {
      maxCost,
      upkeep: direct !== true,
      ...(only !== undefined && { only: only.map(institutionIn) }),
      fetchRound: (round) => fetchRound(round, relay),
      onAct: (act) => {
        acts.push(act);
        tell(context, act);
      },
    };
    const { signal } = untilInterrupted();
    if (once === true) await new Keeper(signer, context.nationAddress(), options).pass(signal);
    else {
      await keepOn(signer, context.nationAddress(), {
        ...options,
        signal,
        rest: restMs,
        onFailure: ({ message }) => context.surroundings.terminal.errors.write(`${message}\n`),
      });
    }
    const earned = wei.from(acts.reduce((sum, act) => sum + (act.earned ?? 0n), 0n));
    const done = acts.filter(({ outcome }) => outcome === "done").length;
    return {
      data: { done, earned, acts: acts.map(({ reason, ...act }) => ({ ...act, reason: reason?.message })) },
      lines: [
        acts.length === 0
          ? "Nothing is due."
          : `${counted(done, "act")} carried out${earned === 0n ? "" : `, which earned ${nativeOf(earned, native)}`}.`,
      ],
    };
  },
});

function tell(
  { flags, surroundings, say }: Context,
  { text, outcome, reason, institution, hash, earned }: KeptAct,
): void {
  if (flags.json === true) {
    surroundings.terminal.errors.write(
      `${toJsonLine({ institution, text, outcome, hash, earned, reason: reason?.message })}\n`,
    );
    return;
  }
  say(`${outcome.padEnd(8)} ${printable(text)}${reason === undefined ? "" : `: ${reason.advice}`}`);
}

function institutionIn(text: string): InstitutionName {
  const found = institutionNames.find((name) => name === text);
  if (found !== undefined) return found;
  throw usageError(`There is no institution ${text}.`, `Choose among ${listed(institutionNames, "and")}.`);
}

/** A round of drand's; undefined if the relay does not have it. */
async function fetchRound(round: number, relay: string | undefined): Promise<string | undefined> {
  try {
    const answer = await fetch(drandUrl(round, relay), { signal: AbortSignal.timeout(20_000) });
    return answer.ok ? ((await answer.json()) as { readonly signature: string }).signature : undefined;
  } catch {
    // Another look comes later, and others keep the nation, too.
    return undefined;
  }
}
