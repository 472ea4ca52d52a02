import type { NationClient } from "../../../sdk/src";
import { caseId as caseUnit, rankingOf, type Case, type CaseId } from "../../../sdk/src/institutions/court";
import type { Context } from "../context";
import { CommandError, usageError } from "../errors";
import { moneyOf, type Symbols } from "../output/money";
import { listed } from "../output/text";
import { numberIn } from "./quantities";

/** Which case somebody means: its number, or "latest". */
export async function caseMeant(context: Context, text: string): Promise<CaseId> {
  const number = text === "latest" ? undefined : numberIn(text, "cases");
  const count = await (await context.nation()).court.caseCount();
  if (count === 0)
    throw new CommandError("There is no case yet.", "A challenge, an agreement or a contract brings one.");
  if (number !== undefined && (number < 1 || number > count))
    throw new CommandError(`There is no case ${number}.`, `The latest is case ${count}: civitas cases lists all.`);
  return caseUnit.from(number ?? count);
}

/** What a vote says: a choice by its number, or several in the order of preference: "2>1". */
export function choiceIn(text: string): number {
  const numbers = text.split(">").map((one) => numberIn(one.trim(), "choices"));
  return numbers.length === 1 ? numbers[0] : rankingOf(numbers);
}

/** What a case is about, as far as this software knows who brought it. */
export interface Matter {
  readonly text: string;
  /** What each ruling means, from 0 on. */
  readonly choices: readonly string[];
}

const REFUSAL = "the court refuses to decide";

/** What a case is about: a challenge, an agreement, or a contract that is not the nation's. */
export async function matterOf(nation: NationClient, found: Case, symbols: Symbols): Promise<Matter> {
  const { institutions } = await nation.profile();
  const isBy = (name: string): boolean => institutions[name]?.toLowerCase() === found.arbitrable.toLowerCase();
  if (isBy("tribunal")) {
    const challenge = await nation.tribunal.challengeOf({ caseId: found.id });
    const founded =
      challenge.charge.ground === "offence"
        ? ["founded, without a sanction", "founded, with its sanctions"]
        : ["founded"];
    return { text: `challenge: ${challenge.text}`, choices: [REFUSAL, "dismissed", ...founded] };
  }
  if (isBy("agreements")) {
    const agreementId = await nation.agreements.agreementOf({ caseId: found.id });
    if (agreementId !== undefined) {
      const { parties } = await nation.agreements.agreement({ agreementId });
      const demands = parties.map(({ demand, party }) =>
        demand === undefined
          ? `party ${party} has stated no demand`
          : `what party ${party} demands: ${listed(demand.map((amount, index) => `${moneyOf(amount, symbols)} for party ${index}`))}`,
      );
      return { text: `agreement ${agreementId}`, choices: [REFUSAL, ...demands] };
    }
  }
  const others = Array.from({ length: found.choices }, (_, index) => `choice ${index + 1} of ${found.arbitrable}`);
  return { text: `brought by ${found.arbitrable}`, choices: [REFUSAL, ...others] };
}

/** Refuses a choice that a case does not have. */
export function requireChoice(found: Case, choice: number): void {
  if (choice <= found.choices || choice > 255) return;
  throw usageError(
    `Case ${found.id} has no choice ${choice}.`,
    `Its choices are 0 (the refusal to decide) to ${found.choices}.`,
  );
}
