import { moment, seconds, type Moment } from "../../../sdk/src";
import type { Context } from "../context";
import { shortId } from "../input/proposals";
import { moneyOf, nativeOf } from "../output/money";
import { quoted } from "../output/text";

/** Something that a person must do, can do, or is owed. */
export interface NextThing {
  readonly kind: "must" | "can" | "owed";
  readonly text: string;
  /** What follows "civitas". */
  readonly command: string;
  /** Until when; undefined if that is open. */
  readonly until: Moment | undefined;
  /** What missing it costs. */
  readonly cost?: string;
}

/** How many of the newest proposals, cases and agreements are looked at. */
const LOOKED_AT = 10;

/** From how long before the end of a term it can be renewed. */
const RENEWAL = seconds.days(90);

/** What an account must do, can do and is owed, the most urgent first. */
export async function nextOf(context: Context, account: string): Promise<readonly NextThing[]> {
  const [nation, now] = await Promise.all([context.nation(), context.now()]);
  const citizenId = await nation.citizenship.citizenOf({ account });
  const parts = await Promise.all([
    citizenId === undefined ? asStranger(context, account, now) : asCitizen(context, now),
    decisions(context, now),
    justice(context),
    agreed(context, account, now),
    owed(context, account),
  ]);
  const rank = { must: 0, owed: 1, can: 2 } as const;
  return parts
    .flat()
    .sort((a, b) => rank[a.kind] - rank[b.kind] || Number((a.until ?? moment.never) - (b.until ?? moment.never)));
}

async function asStranger(context: Context, account: string, now: Moment): Promise<NextThing[]> {
  const nation = await context.nation();
  const { requestedAt, invitedUntil } = await nation.citizenship.admissionOf({ account });
  if (invitedUntil !== undefined && invitedUntil > now)
    return [{ kind: "can", text: "You are invited: become a citizen", command: "join", until: invitedUntil }];
  if (requestedAt !== undefined) return [];
  return [{ kind: "can", text: "Ask for citizenship", command: "join", until: undefined }];
}

async function asCitizen(context: Context, now: Moment): Promise<NextThing[]> {
  const nation = await context.nation();
  const account = (await context.account())!;
  const citizenId = await nation.citizenship.citizenOf({ account });
  if (citizenId === undefined) return [];
  const { institutions } = await nation.profile();
  const [citizen, position] = await Promise.all([
    nation.citizenship.citizen({ citizenId }),
    institutions.stake === undefined ? undefined : nation.stake.positionOf({ citizenId }),
  ]);
  const things: NextThing[] = [];
  if (citizen.until < moment.never && citizen.until - RENEWAL <= now) {
    const cost = "without it you have no vote from then on";
    things.push({ kind: "must", text: "Renew your citizenship", command: "renew", until: citizen.until, cost });
  }
  if (position?.leavesAt !== undefined && position.leavesAt <= now)
    things.push({ kind: "owed", text: "Your stake has left", command: "stake withdraw", until: undefined });
  return things;
}

async function decisions(context: Context, now: Moment): Promise<NextThing[]> {
  const nation = await context.nation();
  const account = (await context.account())!;
  const [page, citizenId] = await Promise.all([
    nation.governor.list({ limit: LOOKED_AT }),
    nation.citizenship.citizenOf({ account }),
  ]);
  const found = await Promise.all(
    page.items.map(async ({ id, state, closesAt, executableAt, description }): Promise<NextThing[]> => {
      const what = quoted(description.replace(/\s*#proposer=\S+$/, ""), 44);
      if (state === "active" && citizenId !== undefined) {
        const [hasVoted, mayVote] = await Promise.all([
          nation.governor.hasVoted({ proposalId: id, citizenId }),
          nation.citizenship.mayVote({ citizenId }),
        ]);
        if (hasVoted || !mayVote) return [];
        return [{ kind: "can", text: `Vote on ${what}`, command: `vote ${shortId(id)} <choice>`, until: closesAt }];
      }
      if (state === "succeeded")
        return [{ kind: "can", text: `Queue ${what}`, command: `queue ${shortId(id)}`, until: undefined }];
      if (state === "queued" && executableAt !== undefined && executableAt <= now)
        return [{ kind: "can", text: `Carry out ${what}`, command: `execute ${shortId(id)}`, until: undefined }];
      return [];
    }),
  );
  return found.flat();
}

/** How an act on a case is written, where it is the viewer's own. */
const ACTS: Readonly<Record<string, string>> = {
  commit: "judge commit",
  reveal: "judge reveal",
  voteInPlenary: "judge vote",
};

async function justice(context: Context): Promise<NextThing[]> {
  const nation = await context.nation();
  const { institutions } = await nation.profile();
  if (institutions.court === undefined) return [];
  const { items } = await nation.court.list({ limit: LOOKED_AT });
  return items.flatMap(({ id, next, viewer, round, isFinal }) =>
    next
      .filter(({ isYours, isOpen }) => isYours && isOpen)
      .flatMap(({ act, until }): NextThing[] => {
        const seat = round.panel.find(({ citizenId }) => citizenId === viewer?.citizenId);
        if (act in ACTS) {
          const isDone = act === "commit" && seat?.vote !== "none";
          if (isDone) return [];
          const isDuty = act !== "voteInPlenary";
          const choice = act === "reveal" ? "" : " <choice>";
          return [
            {
              kind: isDuty ? "must" : "can",
              text: `${act === "commit" ? "Hand in your vote" : act === "reveal" ? "Reveal your vote" : "Vote"} in case ${id}`,
              command: `${ACTS[act]} ${id}${choice}`,
              until,
              ...(isDuty && { cost: "else you lose a part of your bond" }),
            },
          ];
        }
        const moves: Readonly<Record<string, string>> = {
          advance: "Move on",
          draw: "Draw the panel of",
          execute: "Deliver the ruling of",
        };
        if (!(act in moves) || (isFinal && act !== "execute")) return [];
        return [{ kind: "can", text: `${moves[act]} case ${id}`, command: `case ${id} ${act}`, until }];
      }),
  );
}

async function agreed(context: Context, account: string, now: Moment): Promise<NextThing[]> {
  const nation = await context.nation();
  const { institutions } = await nation.profile();
  if (institutions.agreements === undefined) return [];
  const { items } = await nation.agreements.list({
    limit: LOOKED_AT,
    account,
    phase: ["open", "binding", "disputed", "ruled"],
  });
  const whole = await Promise.all(items.map(({ id }) => nation.agreements.agreement({ agreementId: id })));
  return whole.flatMap(({ id, phase, due, parties, terms, answersUntil }): NextThing[] => {
    const own = parties.find(({ actsFrom }) => actsFrom.toLowerCase() === account.toLowerCase());
    if (due !== undefined)
      return [
        {
          kind: "can",
          text: `Carry out what is due in agreement ${id}`,
          command: `agree carry-out ${id}`,
          until: undefined,
        },
      ];
    if (phase === "open" && own?.hasSigned === false)
      return [{ kind: "can", text: `Sign agreement ${id}`, command: `agree sign ${id}`, until: terms.signBy }];
    if (phase === "disputed" && own !== undefined && own.demand === undefined && (answersUntil ?? 0n) > now) {
      const cost = "else the court hears only the other side";
      const command = `agree answer ${id} <division> <statement>`;
      return [{ kind: "must", text: `Answer the dispute over agreement ${id}`, command, until: answersUntil, cost }];
    }
    return [];
  });
}

async function owed(context: Context, account: string): Promise<NextThing[]> {
  const [nation, symbols] = await Promise.all([context.nation(), context.symbols()]);
  const { institutions } = await nation.profile();
  const [debts, court] = await Promise.all([
    nation.claimable({ account }),
    institutions.court === undefined ? undefined : nation.court.claimable({ account }),
  ]);
  const things = debts.map(({ amount, institution }): NextThing => ({
    kind: "owed",
    text: `${moneyOf(amount, symbols)} by the ${institution}`,
    command: "claim",
    until: undefined,
  }));
  const due = court === undefined ? 0n : court.total - court.owed - court.fees;
  if (due > 0n)
    things.push({
      kind: "owed",
      text: `${nativeOf(due as never, symbols.native)} by the court`,
      command: "claim",
      until: undefined,
    });
  return things;
}
