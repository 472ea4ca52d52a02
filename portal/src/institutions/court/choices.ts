import type { NationClient } from "@civitas/sdk";
import type { Agreement } from "@civitas/sdk/agreements";
import type { Case } from "@civitas/sdk/court";
import type { Challenge } from "@civitas/sdk/tribunal";
import { words } from "./words";

/** What a case is about, where an institution of the nation brought it. */
export interface Subject {
  readonly challenge: Challenge | undefined;
  readonly agreement: Agreement | undefined;
}

/** Asks the institution that brought a case. */
export async function readSubject(nation: NationClient, { id, arbitrable }: Case): Promise<Subject> {
  const institutions = await nation.institutions();
  const isOf = (name: string): boolean => institutions[name]?.toLowerCase() === arbitrable.toLowerCase();
  if (isOf("tribunal")) return { challenge: await nation.tribunal.challengeOf({ caseId: id }), agreement: undefined };
  if (isOf("agreements")) {
    const agreementId = await nation.agreements.agreementOf({ caseId: id });
    if (agreementId !== undefined) {
      return { challenge: undefined, agreement: await nation.agreements.agreement({ agreementId }) };
    }
  }
  return { challenge: undefined, agreement: undefined };
}

/** What a choice means, as far as it is known what the case is about. */
export function choiceName(choice: number, { choices }: Pick<Case, "choices">, subject: Subject | undefined): string {
  if (choice === 0) return words.refuseToDecide;
  if (subject?.challenge !== undefined) {
    if (choice === 1) return words.acquit;
    return choice === choices ? words.grant : words.reprimand;
  }
  return subject?.agreement === undefined ? words.choice(choice) : words.demandOf(choice);
}

/** Every choice, the refusal to decide last. */
export const choicesOf = ({ choices }: Pick<Case, "choices">): readonly number[] => [
  ...Array.from({ length: choices }, (_, index) => index + 1),
  0,
];
