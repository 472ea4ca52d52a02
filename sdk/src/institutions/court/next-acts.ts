import { moment, seconds, wei, type Moment } from "../../core/units";
import type { CitizenId } from "../citizenship/units";
import type { Case, NextAct } from "./case";

type Known = Omit<Case, "next">;

type Draft = Pick<NextAct, "act" | "text"> & Partial<Pick<NextAct, "by" | "citizenIds" | "from" | "until">>;

/** "1, 4 and 7". */
function listed(items: readonly unknown[]): string {
  const texts = items.map(String);
  return texts.length < 2 ? texts.join("") : `${texts.slice(0, -1).join(", ")} and ${texts[texts.length - 1]}`;
}

const plural = (word: string, items: readonly unknown[]): string =>
  `${word}${items.length === 1 ? "" : "s"} ${listed(items)}`;

const written = (at: Moment): string => moment.format(at);

/** How long a draw waits for its seed. */
const SILENCE_PERIOD = seconds.days(30);

const moveOn = (from: Moment, to: string): Draft => ({
  act: "advance",
  from,
  text: `Anyone moves the case on ${to}, from ${written(from)} on.`,
});

const drafts: { readonly [Phase in Case["phase"]]: (found: Known) => readonly Draft[] } = {
  evidence: ({ endsAt }) => {
    const until = endsAt!;
    return [
      { act: "submitEvidence", until, text: `Anyone submits evidence until ${written(until)}.` },
      {
        act: "recuse",
        by: "citizens",
        until,
        text: `Citizens who are partial have themselves excused from its panels until ${written(until)}.`,
      },
      moveOn(until, "to the draw of its panel"),
    ];
  },
  draw: ({ round }) => [
    {
      act: "requestAgain",
      from: moment.after(round.frozenAt!, SILENCE_PERIOD),
      text: `Anyone asks for another seed, if none came, from ${written(moment.after(round.frozenAt!, SILENCE_PERIOD))} on.`,
    },
    {
      act: "draw",
      text: `Anyone draws the panel, of ${round.size} seats, once the seed is known: request ${round.seed?.requestId} at ${round.seed?.randomness}.`,
    },
  ],
  commit: ({ round }) => [
    voting(
      "commit",
      round.panel.map(({ citizenId }) => citizenId),
      undefined,
      round.commitEndsAt!,
    ),
    voting(
      "reveal",
      round.panel.map(({ citizenId }) => citizenId),
      round.commitEndsAt,
      round.revealEndsAt!,
    ),
  ],
  reveal: ({ round, at }) => {
    const sealed = round.panel.filter(({ vote }) => vote === "sealed").map(({ citizenId }) => citizenId);
    const until = round.revealEndsAt!;
    // Nobody waits for votes when all are in.
    const from = round.panel.every(({ vote }) => vote === "revealed") ? at : until;
    return [
      ...(sealed.length === 0 ? [] : [voting("reveal", sealed, undefined, until)]),
      moveOn(from, "to its ruling"),
    ];
  },
  appeal: ({ appeal, endsAt }) => [
    ...(appeal?.sides ?? [])
      .filter(({ isOpen }) => isOpen)
      .map(({ choice, isRuling, missing, until }): Draft => ({
        act: "fundAppeal",
        until,
        text: `Anyone contributes to the side of choice ${choice}${isRuling ? ", which was ruled" : ""}: ${wei.format(missing)} native coin are missing, until ${written(until)}.`,
      })),
    moveOn(endsAt!, appeal?.isBrought === true ? "to the next round" : "to its end"),
  ],
  plenary: ({ endsAt }) => [
    {
      act: "voteInPlenary",
      by: "citizens",
      until: endsAt!,
      text: `Every citizen since before the plenary was called votes until ${written(endsAt!)}.`,
    },
    moveOn(endsAt!, "to its end"),
  ],
  final: (found) => [
    { act: "execute", text: `Anyone delivers ruling ${found.ruling} to ${found.arbitrable}.` },
    ...settling(found),
  ],
  executed: (found) => settling(found),
};

function voting(
  act: "commit" | "reveal",
  citizenIds: readonly CitizenId[],
  from: Moment | undefined,
  until: Moment,
): Draft {
  const verb = act === "commit" ? "hand in sealed votes" : "reveal their votes";
  const start = from === undefined ? "" : ` from ${written(from)}`;
  const text = `${plural("Juror", citizenIds)} ${verb}${start} until ${written(until)}.`;
  return { act, by: "jurors", citizenIds, from, until, text };
}

function settling({ rounds }: Known): readonly Draft[] {
  const open = rounds.filter(({ isSettled }) => !isSettled).map(({ round }) => round);
  return open.length === 0
    ? []
    : [{ act: "settleAll", text: `Anyone settles ${plural("round", open)}, which pays and releases the jurors.` }];
}

/** What can be done about a case: first what can be done now, then what comes next. */
export function nextActs(found: Known, hasAccount: boolean): readonly NextAct[] {
  const { at, viewer } = found;
  const acts = drafts[found.phase](found)
    .filter(({ until }) => until === undefined || at < until)
    .map(({ act, by = "anyone", citizenIds, from, until, text }): NextAct => {
      const isOpen = from === undefined || at >= from;
      const isMine =
        (by === "anyone" && hasAccount) ||
        (viewer !== undefined &&
          (by === "citizens" ? act !== "recuse" || !viewer.isExcused : citizenIds!.includes(viewer.citizenId)));
      return { act, by, citizenIds, isOpen, from: isOpen ? undefined : from, until, isYours: isOpen && isMine, text };
    });
  return [...acts.filter(({ isOpen }) => isOpen), ...acts.filter(({ isOpen }) => !isOpen)];
}
