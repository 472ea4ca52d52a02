import { moment, type Moment } from "../../../sdk/src";
import { declarationOf, isKnown } from "../../../sdk/src/institutions/registry";
import type { NextStep } from "../../../sdk/src/watch";
import type { Context } from "../context";
import { shortId } from "../input/proposals";
import { printable } from "../output/text";

/** Something that a person must do, can do, or is owed. */
export interface NextThing {
  readonly kind: NextStep["kind"];
  readonly text: string;
  /** What follows "civitas"; undefined if no command does it. */
  readonly command: string | undefined;
  /** From when on; undefined if it can be done now. */
  readonly from: Moment | undefined;
  /** Until when; undefined if that is open. */
  readonly until: Moment | undefined;
  /** What missing it costs. */
  readonly cost: string | undefined;
}

/** All that somebody has to do, and what could not be looked at. */
export interface NextThings {
  readonly things: readonly NextThing[];
  /** Institutions of which older things were not looked at. */
  readonly partial: readonly string[];
  /** Institutions that could not be read. */
  readonly unreadable: readonly string[];
}

type Params = NextStep["params"];

/** What people type for a step: what they have to add stands in angle brackets. */
const COMMANDS: Readonly<Record<string, (params: Params) => string>> = {
  "citizenship.requestAdmission": () => "join",
  "citizenship.renewOwn": () => "renew",
  "governor.vote": ({ proposalId }) => `vote ${shortId(proposalId as never)} <choice>`,
  "governor.queue": ({ proposalId }) => `queue ${shortId(proposalId as never)}`,
  "governor.execute": ({ proposalId }) => `execute ${shortId(proposalId as never)}`,
  "stake.withdraw": () => "stake withdraw",
  "treasury.spend": ({ budgetId }) => `budgets spend ${String(budgetId)} <to> <amount>`,
  "court.commit": ({ caseId }) => `judge commit ${String(caseId)} <choice>`,
  "court.reveal": ({ caseId }) => `judge reveal ${String(caseId)}`,
  "court.voteInPlenary": ({ caseId }) => `judge vote ${String(caseId)} <choice>`,
  "court.submitEvidence": ({ caseId }) => `evidence ${String(caseId)} <text>`,
  "court.fundAppeal": ({ caseId }) => `appeal ${String(caseId)} <choice>`,
  "court.advance": ({ caseId }) => `case ${String(caseId)} advance`,
  "court.draw": ({ caseId }) => `case ${String(caseId)} draw`,
  "court.execute": ({ caseId }) => `case ${String(caseId)} execute`,
  "court.settleAll": ({ caseId }) => `case ${String(caseId)} settle`,
  "court.settleContribution": () => "claim",
  "dividends.claim": () => "claim",
  "grants.contribute": () => "grants contribute <project> <amount>",
  "grants.accept": ({ projectId }) => `grants accept ${String(projectId)}`,
  "grants.settle": ({ projectId }) => `grants settle ${String(projectId)}`,
  "tribunal.answer": ({ caseId }) => `challenge answer ${String(caseId)} <statement>`,
  "tribunal.enforce": ({ caseId }) => `challenge enforce ${String(caseId)}`,
  "agreements.sign": ({ agreementId }) => `agree sign ${String(agreementId)}`,
  "agreements.declarePerformed": ({ agreementId }) => `agree perform ${String(agreementId)} <statement>`,
  "agreements.dispute": ({ agreementId }) => `agree dispute ${String(agreementId)} <division> <statement>`,
  "agreements.answer": ({ agreementId }) => `agree answer ${String(agreementId)} <division> <statement>`,
  "agreements.concede": ({ agreementId }) => `agree concede ${String(agreementId)} <division>`,
  "agreements.lapse": ({ agreementId }) => `agree carry-out ${String(agreementId)}`,
  "agreements.complete": ({ agreementId }) => `agree carry-out ${String(agreementId)}`,
  "agreements.divide": ({ agreementId }) => `agree carry-out ${String(agreementId)}`,
};

/** Institutions that owe money: whatever all of them owe is claimed at once. */
const owesMoney = (institution: string): boolean => isKnown(institution) && declarationOf(institution).payouts === true;

/** The command that does a step. */
function commandFor({ institution, act, params }: NextStep): string | undefined {
  if ((act === "claim" || act === "claimForCitizen") && owesMoney(institution)) return "claim";
  const name = `${institution}.${act}`;
  return Object.hasOwn(COMMANDS, name) ? COMMANDS[name](params) : undefined;
}

const rank = { must: 0, owed: 1, can: 2 } as const;

/** What an account must do, is owed and can do, the most urgent first: what the nation says of it, with the commands that do it. */
export async function nextOf(context: Context, account: string): Promise<NextThings> {
  const nation = await context.nation();
  const { steps, partial, unreadable } = await nation.next({ account });
  const things = steps.map((step): NextThing => {
    const { kind, text, cost, from, until } = step;
    return { kind, text: printable(text), command: commandFor(step), from, until, cost };
  });
  return {
    things: things.sort(
      (a, b) => rank[a.kind] - rank[b.kind] || Number((a.until ?? moment.never) - (b.until ?? moment.never)),
    ),
    partial,
    unreadable: unreadable.map(({ institution }) => institution),
  };
}
