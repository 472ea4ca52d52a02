import { act, doing } from "../act";
import { command } from "../command";
import type { Context } from "../context";
import { CommandError } from "../errors";
import { caseMeant, choiceIn, matterOf, requireChoice } from "../input/cases";
import { ownCitizen } from "../input/people";
import { facts } from "../output/layout";
import { civicOf, nativeOf } from "../output/money";
import { inWords, printable } from "../output/text";
import { whenOf } from "../output/time";
import { nativeIn } from "../input/quantities";

export const duties = command({
  name: "judge show",
  group: "justice",
  summary: "your place on the jury roll, and what you have to do on panels, until when",
  example: "judge show",
  run: async (context) => {
    const [{ citizenId }, nation, now, symbols] = await Promise.all([
      ownCitizen(context),
      context.nation(),
      context.now(),
      context.symbols(),
    ]);
    const [juror, seats] = await Promise.all([
      nation.juryRoll.jurorOf({ citizenId }),
      nation.court.duties({ citizenId }),
    ]);
    return {
      data: { juror, duties: seats },
      lines: [
        ...facts(
          [
            ["roll", juror === undefined ? "you are not on it: civitas judge enrol" : juror.standing],
            ["bond", juror && civicOf(juror.bond, symbols.civic)],
            ["serves", juror?.servesUntil && `until ${whenOf(juror.servesUntil, now)}`],
          ],
          context.width,
        ),
        ...seats.map(({ caseId, act: what, from, until }) => {
          if (what === undefined) return `  case ${caseId}: nothing to do until it is settled`;
          const time =
            from === undefined
              ? `until ${whenOf(until!, now)}`
              : `from ${whenOf(from, now)} until ${whenOf(until!, now)}`;
          return `  case ${caseId}: civitas judge ${what} ${caseId}  ${time}`;
        }),
      ],
    };
  },
});

export const enrol = command({
  name: "judge enrol",
  group: "justice",
  summary: "put yourself on the jury roll, with a bond",
  example: "judge enrol",
  run: async (context) => {
    const [nation, now, { civic: symbol }] = await Promise.all([context.nation(), context.now(), context.symbols()]);
    await ownCitizen(context);
    const { bond, price, reasons, eligibleAt } = await nation.juryRoll.conditions();
    if (reasons.length > 0) {
      const when = eligibleAt !== undefined && eligibleAt > now ? ` You may from ${whenOf(eligibleAt, now)} on.` : "";
      throw new CommandError(
        `You cannot enrol: ${reasons.map(inWords).join(", ")}.`,
        `It takes a bond of ${civicOf(price, symbol)}.${when}`,
        {
          exit: "refused",
        },
      );
    }
    return act(context, {
      title: `Enrol as a juror, with a bond of ${civicOf(bond, symbol)}`,
      effects: [
        "You may be drawn for panels, and are paid for each.",
        "A juror who is drawn and does not vote loses a part of the bond, and the place.",
      ],
      act: (on) => doing(on.juryRoll.enrol, undefined),
      done: ({ position }) => [
        `You are on the roll, at position ${position}. civitas judge show tells what you have to do.`,
      ],
    });
  },
});

export const retire = command({
  name: "judge retire",
  group: "justice",
  summary: "leave the jury roll",
  example: "judge retire",
  run: async (context) => {
    const { civic: symbol } = await context.symbols();
    return act(context, {
      title: "Leave the jury roll",
      effects: ["Duties that you have stay until they are done, and the bond with them."],
      act: (on) => doing(on.juryRoll.retire, undefined),
      done: ({ withdrawn }) => [
        withdrawn === undefined
          ? "You are drawn no more. The bond is paid after your last duty."
          : `Your bond of ${civicOf(withdrawn.amount, symbol)} was paid to ${withdrawn.to}.`,
      ],
    });
  },
});

const CHOICE = "a choice's number, as civitas case shows it; 0 refuses to decide; 2>1 ranks";

export const commit = command({
  name: "judge commit",
  group: "justice",
  summary: "hand in your vote under seal, as a juror",
  details:
    "Your key signs what the seal is made of, so the key alone opens it later: nothing is stored, and you can reveal on another machine. Hand in another vote to replace it, until the time is over.",
  arguments: { "<case>": "its number, or latest", "<choice>": CHOICE },
  example: "judge commit 2 1",
  run: async (context, { case: which, choice: text }) => {
    const choice = choiceIn(text);
    const { found, meaning, caseId, now } = await heard(context, which, choice);
    return act(context, {
      title: `Seal your vote in case ${caseId}: ${meaning}`,
      effects: [
        `Reveal it between ${whenOf(found.round.commitEndsAt ?? now, now)} and ${whenOf(found.round.revealEndsAt ?? now, now)}, or you lose a part of your bond.`,
      ],
      signsFirst: true,
      act: (on) => doing(on.court.commit, { caseId, choice }),
      done: () => [
        `Your vote is sealed. Reveal it then, on any machine with the same key: civitas judge reveal ${caseId}`,
      ],
    });
  },
});

export const reveal = command({
  name: "judge reveal",
  group: "justice",
  summary: "reveal your sealed vote, with your reasons",
  arguments: { "<case>": "its number, or latest" },
  options: { "--because <text>": "your reasons, which everybody reads" },
  example: 'judge reveal 2 --because "Clause 4."',
  run: async (context, { case: which, because = "" }) => {
    const caseId = await caseMeant(context, which);
    return act(context, {
      title: `Reveal your vote in case ${caseId}`,
      signsFirst: true,
      act: (on) => doing(on.court.reveal, { caseId, justification: because }),
      done: ({ choice }) => [`Your vote is revealed: ${choice}. You are paid once the case is final: civitas owed`],
    });
  },
});

export const plenary = command({
  name: "judge vote",
  group: "justice",
  summary: "vote in a case that all citizens decide, in the open",
  arguments: { "<case>": "its number, or latest", "<choice>": CHOICE },
  options: { "--because <text>": "your reasons, which everybody reads" },
  example: 'judge vote 2 1 --because "I saw the wall."',
  run: async (context, { case: which, choice: text, because }) => {
    const choice = choiceIn(text);
    const { meaning, caseId } = await heard(context, which, choice);
    return act(context, {
      title: `Vote in case ${caseId}: ${meaning}`,
      act: (on) =>
        doing(on.court.voteInPlenary, { caseId, choice, ...(because !== undefined && { justification: because }) }),
      done: () => ["Your vote is counted."],
    });
  },
});

export const recuse = command({
  name: "judge recuse",
  group: "justice",
  summary: "have yourself excused from the panels of a case in which you are partial",
  arguments: { "<case>": "its number, or latest" },
  example: "judge recuse 2",
  run: async (context, { case: which }) => {
    const caseId = await caseMeant(context, which);
    return act(context, {
      title: `Step aside in case ${caseId}`,
      effects: ["You are drawn for none of its panels."],
      act: (on) => doing(on.court.recuse, { caseId }),
      done: () => ["You are excused."],
    });
  },
});

export const appeal = command({
  name: "appeal",
  group: "justice",
  summary: "contribute to a side of the appeal against a ruling",
  arguments: {
    "<case>": "its number, or latest",
    "<choice>": "the side, by its choice",
    "[amount]": "of native coin; all that the side lacks if left out",
  },
  example: "appeal 2 1 0.05",
  run: async (context, { case: which, choice: side, amount: text }) => {
    const choice = choiceIn(side);
    const { found, meaning, caseId, now } = await heard(context, which, choice);
    const { native } = await context.symbols();
    const open = found.appeal?.sides.find((one) => one.choice === choice);
    const given = text === undefined ? open?.missing : nativeIn(text);
    const amount = given !== undefined && open !== undefined && given > open.missing ? open.missing : given;
    return act(context, {
      title: `Contribute to the side of choice ${choice} in case ${caseId}: ${meaning}`,
      effects:
        open === undefined
          ? []
          : [
              `The side has ${nativeOf(open.raised, native)} of ${nativeOf(open.needed, native)}, and takes more until ${whenOf(open.until, now)}.`,
            ],
      ...(amount !== undefined && { value: amount }),
      act: (on) => doing(on.court.fundAppeal, { caseId, choice, ...(amount !== undefined && { amount }) }),
      done: (result) => [`The side took ${nativeOf(result.amount, native)}.`],
    });
  },
});

/** A case, and what a choice means in it. */
async function heard(context: Context, which: string, choice: number) {
  const [nation, caseId, now, symbols] = await Promise.all([
    context.nation(),
    caseMeant(context, which),
    context.now(),
    context.symbols(),
  ]);
  const found = await nation.court.case({ caseId });
  requireChoice(found, choice);
  const { choices } = await matterOf(nation, found, symbols);
  return { found, caseId, now, meaning: `${choice}, ${printable(choices[choice] ?? "a ranking")}` };
}
