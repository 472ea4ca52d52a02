import { citizenId as idUnit, type NationClient } from "../../../sdk/src";
import { describeCharge, type Charge, type Sanction } from "../../../sdk/src/institutions/tribunal";
import { act, doing } from "../act";
import { command } from "../command";
import { usageError } from "../errors";
import { caseMeant } from "../input/cases";
import { citizenMeant } from "../input/people";
import { coinsIn, lengthIn, numberIn } from "../input/quantities";
import { facts } from "../output/layout";
import { nativeOf } from "../output/money";
import { printable } from "../output/text";
import { whenOf } from "../output/time";

const grounds: Readonly<Record<string, Charge["ground"]>> = {
  duplicate: "duplicatePerson",
  duplicatePerson: "duplicatePerson",
  dossier: "falseDossier",
  falseDossier: "falseDossier",
  deceased: "deceased",
  offence: "offence",
};

interface Written {
  readonly ground: string;
  readonly other: string | undefined;
  readonly article: string | undefined;
  readonly fine: string | undefined;
  readonly suspend: string | undefined;
  readonly revoke: boolean | undefined;
}

function chargeIn({ ground: text, other, article, fine, suspend, revoke }: Written): Charge {
  const ground = grounds[text];
  if (ground === undefined)
    throw usageError(`"${text}" is no ground.`, "Write duplicate, dossier, deceased or offence.");
  if (ground === "duplicatePerson") {
    if (other === undefined)
      throw usageError("Of whom is it a second citizenship?", "Name the other citizen: --other <n>");
    return { ground, other: idUnit.from(numberIn(other, "citizens")) };
  }
  if (ground !== "offence") return { ground };
  if (article === undefined) throw usageError("Against which article?", "Name it: --article <n>");
  const sanctions: Sanction[] = [
    ...(fine === undefined ? [] : [{ kind: "fine", amount: coinsIn(fine) } as const]),
    ...(suspend === undefined ? [] : [{ kind: "suspend", period: lengthIn(suspend) } as const]),
    ...(revoke === true ? [{ kind: "revoke" } as const] : []),
  ];
  if (sanctions.length === 0)
    throw usageError("Which sanction?", "Ask for one or more: --fine <coins>, --suspend <time>, --revoke");
  return { ground, article: numberIn(article, "articles"), sanctions };
}

export const bring = command({
  name: "challenge bring",
  group: "justice",
  summary: "challenge a citizen before the tribunal",
  details:
    "It costs the court's fees and a bond. The bond comes back unless the court dismisses the challenge: then the accused gets it.",
  arguments: {
    "<who>": "the citizen",
    "<ground>": "duplicate, dossier, deceased or offence",
    "<statement>": "what happened, or where a document is: it stays public",
  },
  options: {
    "--other <citizen>": "the other citizenship of a duplicate person",
    "--article <n>": "the article of an offence",
    "--fine <coins>": "ask for a fine, out of stake and bond",
    "--suspend <time>": "ask for a suspension",
    "--revoke": "ask for the end of the citizenship",
  },
  example: 'challenge bring 7 offence "He sold the town hall." --article 1 --fine 25',
  run: async (context, { who, statement, ...written }) => {
    const charge = chargeIn(written);
    const [{ citizenId, name }, nation, { native }] = await Promise.all([
      citizenMeant(context, who),
      context.nation(),
      context.symbols(),
    ]);
    const endsCitizenship = charge.ground !== "offence" || charge.sanctions.some(({ kind }) => kind === "revoke");
    const { fees, bond, total } = await nation.tribunal.cost({ citizenId, endsCitizenship });
    return act(context, {
      title: `Challenge ${name}`,
      effects: [
        `The charge: ${describeCharge(charge)}.`,
        `Everybody reads: ${printable(statement)}`,
        `${nativeOf(fees, native)} are the court's fees; the bond of ${nativeOf(bond, native)} comes back unless the court dismisses it.`,
      ],
      value: total,
      act: (on) => doing(on.tribunal.challenge, { citizenId, ...charge, statement }),
      done: ({ caseId }) => [`It is case ${caseId}: civitas case ${caseId}`],
    });
  },
});

export const show = command({
  name: "challenge show",
  group: "justice",
  summary: "one challenge, or those of a citizen",
  arguments: { "<case>": "the number of its case, or latest" },
  options: { "--of <citizen>": "every challenge of a citizen; write any case" },
  example: "challenge show 2",
  run: async (context, { case: which, of }) => {
    const [nation, now] = await Promise.all([context.nation(), context.now()]);
    const found =
      of === undefined
        ? [await nation.tribunal.challengeOf({ caseId: await caseMeant(context, which) })]
        : await nation.tribunal.challengesOf({ citizenId: (await citizenMeant(context, of)).citizenId });
    return {
      data: found,
      lines: found.flatMap(({ caseId, text, outcome, statement, replies, lapsesAt, isEnforceable, challenger }) => [
        context.paint("bold", `Challenge ${caseId}`),
        ...facts(
          [
            ["charge", printable(text)],
            ["by", challenger],
            ["states", statement && printable(statement)],
            ...replies.map((reply) => ["reply", printable(reply.statement)] as const),
            ["outcome", outcome],
            ["sanctions", lapsesAt && `can be carried out until ${whenOf(lapsesAt, now)}`],
          ],
          context.width,
        ),
        ...(isEnforceable ? [`  Anyone carries them out: civitas challenge enforce ${caseId}`] : []),
        "",
      ]),
    };
  },
});

export const answer = command({
  name: "challenge answer",
  group: "justice",
  summary: "say what you have to say, as the accused, while the court hears evidence",
  arguments: { "<case>": "the number of its case, or latest", "<statement>": "what you say: it stays public" },
  example: 'challenge answer 2 "We both stood in this hall yesterday."',
  run: async (context, { case: which, statement }) => {
    const caseId = await caseMeant(context, which);
    return act(context, {
      title: `Answer the challenge ${caseId}`,
      effects: [`Everybody reads: ${printable(statement)}`],
      act: (on: NationClient) => doing(on.tribunal.answer, { caseId, statement }),
      done: () => ["The court hears it."],
    });
  },
});

export const enforce = command({
  name: "challenge enforce",
  group: "justice",
  summary: "carry out what the court granted",
  arguments: { "<case>": "the number of its case, or latest" },
  example: "challenge enforce 2",
  run: async (context, { case: which }) => {
    const caseId = await caseMeant(context, which);
    return act(context, {
      title: `Carry out the ruling on challenge ${caseId}`,
      effects: ["Anyone may."],
      act: (on) => doing(on.tribunal.enforce, { caseId }),
      done: ({ carriedOut, moot, failed }) => [
        `${carriedOut.length} carried out, ${moot.length} without anything left to take effect on.`,
        ...failed.map(({ index, reason }) => `Sanction ${index + 1} failed: ${reason.advice}`),
      ],
    });
  },
});
