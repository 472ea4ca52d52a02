/** What the nation's lists hold, in pages, the newest first. */
import { citizenId as idUnit, type NationClient } from "../../../sdk/src";
import type { OpenedAgreement } from "../../../sdk/src/institutions/agreements";
import type { Citizen } from "../../../sdk/src/institutions/citizenship";
import { caseId as caseUnit, type Case } from "../../../sdk/src/institutions/court";
import type { Proposal, ProposalStatus } from "../../../sdk/src/institutions/governor";
import { budgetId as budgetUnit, type Budget } from "../../../sdk/src/institutions/treasury";
import { pageOf, pageOfNumbers, type Page, type PageQuery } from "./page";

/** Citizens. Numbers that wait for a founding citizen are left out. */
export async function listCitizens({ citizenship }: NationClient, query: PageQuery): Promise<Page<Citizen>> {
  const last = Number(await citizenship.lastCitizenId());
  return pageOfNumbers(last, query, async (number) => {
    const citizen = await citizenship.citizen({ citizenId: idUnit.from(BigInt(number)) });
    return citizen.standing === "none" ? undefined : citizen;
  });
}

/** Somebody who asked for citizenship, or is invited. */
export interface Applicant {
  readonly account: string;
  readonly requestedAt: bigint | undefined;
  readonly invitedUntil: bigint | undefined;
}

/** Who asked for citizenship or is invited, and is not in. */
export async function listApplicants({ citizenship }: NationClient, query: PageQuery): Promise<Page<Applicant>> {
  const [asked, invited] = await Promise.all([
    citizenship.events.AdmissionRequested.query(),
    citizenship.events.AdmissionInvited.query(),
  ]);
  const named = [
    ...asked.map(({ applicant, block }) => ({ account: applicant, block })),
    ...invited.map(({ invitee, block }) => ({ account: invitee, block })),
  ].sort((a, b) => b.block - a.block);
  const accounts = [...new Set(named.map(({ account }) => account))];
  const admissions = await Promise.all(
    accounts.map(async (account) => ({ account, ...(await citizenship.admissionOf({ account })) })),
  );
  return pageOf(
    admissions.filter(({ requestedAt, invitedUntil }) => requestedAt !== undefined || invitedUntil !== undefined),
    query,
  );
}

/** A proposal, and where it stands. */
export interface ListedProposal extends Proposal, Omit<ProposalStatus, "opensAt" | "closesAt" | "proposer" | "id"> {
  /** Which of the nation's proposals it is, from 1. */
  readonly number: number;
}

/** Every proposal as it was made, the first one first. */
export async function proposalsMade({ governor }: NationClient): Promise<readonly { readonly id: bigint }[]> {
  const made = await governor.events.ProposalClassified.query();
  return made.map(({ proposalId }) => ({ id: proposalId }));
}

/** Proposals with their tallies. */
export async function listProposals(nation: NationClient, query: PageQuery): Promise<Page<ListedProposal>> {
  const made = await proposalsMade(nation);
  const page = pageOf(made.map(({ id }, index) => ({ id, number: index + 1 })).reverse(), query);
  const items = await Promise.all(
    page.items.map(async ({ id, number }) => {
      const proposalId = id as ProposalStatus["id"];
      const [proposal, status] = await Promise.all([
        nation.governor.proposal({ proposalId }),
        nation.governor.status({ proposalId }),
      ]);
      return { ...proposal, ...status, number };
    }),
  );
  return { items, cursor: page.cursor };
}

/** Cases before the court. */
export async function listCases({ court }: NationClient, { limit, cursor }: PageQuery): Promise<Page<Case>> {
  const items = await court.cases({ limit, ...(cursor !== undefined && { before: caseUnit.from(BigInt(cursor)) }) });
  const last = items.at(-1);
  return { items, cursor: last === undefined || last.id <= 1n || items.length < limit ? undefined : String(last.id) };
}

/** Agreements. */
export async function listAgreements(
  { agreements }: NationClient,
  { account, ...query }: PageQuery & { readonly account?: string | undefined },
): Promise<Page<OpenedAgreement>> {
  const all = await agreements.list(account === undefined ? {} : { account });
  return pageOf([...all].reverse(), query);
}

/** Budgets. */
export async function listBudgets({ treasury }: NationClient, query: PageQuery): Promise<Page<Budget>> {
  const last = await treasury.budgetCount();
  return pageOfNumbers(last, query, (number) => treasury.budget({ budgetId: budgetUnit.from(BigInt(number)) }));
}

/** Payments of the treasury. */
export async function listPayments({ treasury }: NationClient, query: PageQuery) {
  const [paid, spent] = await Promise.all([treasury.events.Paid.query(), treasury.events.BudgetSpent.query()]);
  const all = [
    ...paid.map(({ to, amount, purpose, block, transaction }) => ({
      to,
      amount,
      what: purpose,
      block,
      transaction,
      budget: undefined,
    })),
    ...spent.map(({ to, amount, note, budgetId, block, transaction }) => ({
      to,
      amount,
      what: note,
      block,
      transaction,
      budget: budgetId,
    })),
  ].sort((a, b) => b.block - a.block);
  return pageOf(all, query);
}
