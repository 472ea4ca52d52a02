import type { NationClient } from "../../../sdk/src";
import {
  merit as points,
  type DueMerit,
  type MeritEntry,
  type MeritReference,
} from "../../../sdk/src/institutions/merit";
import { act, doing, inTurn } from "../act";
import { command, type Answer } from "../command";
import type { Context } from "../context";
import { CommandError } from "../errors";
import { citizenMeant } from "../input/people";
import { facts, table } from "../output/layout";
import { brief, counted, printable } from "../output/text";
import { dayOf } from "../output/time";
import { more, PAGE_OPTIONS, pageIn } from "./paging";

export const merit = command({
  name: "merit",
  group: "citizen",
  summary: "a citizen's merit, and where every point came from; or record what is due",
  details:
    "Points decay by half in each half-life, and offences do not. Anyone records points of anyone: the ledger reads from the nation's institutions whether it is so.",
  arguments: { "[who]": "a citizen; you if left out" },
  options: { ...PAGE_OPTIONS, "--record": "record what is due to the citizen" },
  example: "merit 3",
  run: async (context, { who = "me", limit, after, record }) => {
    const [nation, { citizenId, name }] = await Promise.all([context.nation(), citizenMeant(context, who)]);
    const due = await nation.merit.due({ citizenId });
    if (record === true) return recordAll(context, name, due);
    const [found, offences, page] = await Promise.all([
      nation.merit.record({ citizenId }),
      nation.merit.offences({ citizenId }),
      nation.merit.list({ citizenId, ...pageIn({ limit, after }) }),
    ]);
    const { ballots, duties, attestations, awarded } = found.points;
    const waiting = countOf(due);
    return {
      data: { citizenId, ...found, offences, due, entries: page.items, next: page.cursor },
      lines: [
        context.paint("bold", `The merit of ${name}`),
        ...facts(
          [
            ["sum", shortly(found.sum)],
            [
              "given",
              `${ballots} for ballots, ${duties} for jury duty, ${attestations} for attestations, ${awarded} awarded`,
            ],
            [
              "due",
              waiting === 0 ? undefined : `${counted(waiting, "deed")} to record: civitas merit ${citizenId} --record`,
            ],
            ...offences.map(
              ({ caseId, ground, chargedAt }) =>
                ["offence", `case ${caseId}, ${inWords[ground]}, charged ${dayOf(chargedAt)}`] as const,
            ),
          ],
          context.width,
        ),
        ...(page.items.length === 0 ? [] : ["", ...entriesOf(page.items, context.width)]),
        ...more(page),
      ],
    };
  },
});

/** A sum with three digits after the point: what is less has decayed. */
const shortly = (sum: Parameters<typeof points.format>[0]): string =>
  points.format(points.from((sum / 10n ** 15n) * 10n ** 15n));

const inWords = {
  duplicatePerson: "a second citizenship",
  falseDossier: "a false dossier",
  deceased: "a death",
  offence: "an offence against an article",
} as const;

const entriesOf = (entries: readonly MeritEntry[], width: number): string[] =>
  table(
    [
      { title: "Since" },
      { title: "Points", align: "right" },
      { title: "Left", align: "right" },
      { title: "Cause" },
      { title: "Reference", shrinks: true },
    ],
    entries.map(({ earnedAt, points: count, isTakenBack, left, cause, reference, institution }) => [
      dayOf(earnedAt),
      `${isTakenBack ? "-" : ""}${count}`,
      isTakenBack ? "-" : shortly(left),
      printable(cause),
      referenceIn(reference, institution),
    ]),
    width,
  );

function referenceIn(reference: MeritReference, institution: string): string {
  switch (reference.kind) {
    case "ballot":
      return `proposal ${String(reference.proposalId).slice(0, 8)}`;
    case "jury":
      return `case ${reference.caseId}, round ${reference.round + 1}, seat ${reference.seat + 1}`;
    case "attestation":
      return `application ${brief(reference.applicationId)}`;
    case "award":
      return `${brief(reference.referenceId)}, by ${brief(institution)}`;
  }
}

const countOf = ({ ballots, rounds, applicationIds }: DueMerit): number =>
  ballots.length + rounds.length + applicationIds.length;

/** Records what is due, in a transaction for each cause. */
async function recordAll(context: Context, name: string, due: DueMerit): Promise<Answer> {
  const { ballots, rounds, applicationIds } = due;
  const recording = <Params, Result extends { readonly points: readonly { readonly points: number }[] }>(
    count: number,
    what: string,
    of: (on: NationClient) => ReturnType<typeof doing<Params, Result>>,
  ) =>
    count === 0
      ? []
      : [
          () =>
            act(context, {
              title: `Record the points of ${name} for ${counted(count, what)}`,
              effects: ["It costs gas alone. Points decay from the deed on, whenever they are recorded."],
              act: of,
              done: ({ points: recorded }) => [
                `${counted(
                  recorded.reduce((sum, one) => sum + one.points, 0),
                  "point",
                )} recorded.`,
              ],
            }),
        ];
  const acts = [
    ...recording(ballots.length, "ballot", (on) => doing(on.merit.recordBallots, { ballots })),
    ...recording(rounds.length, "round as a juror", (on) => doing(on.merit.recordDuties, { rounds })),
    ...recording(applicationIds.length, "attestation", (on) => doing(on.merit.recordAttestations, { applicationIds })),
  ];
  if (acts.length === 0) throw new CommandError(`Nothing is due to ${name}.`, "What was recorded before counts once.");
  return inTurn(context, acts);
}
