import { InvalidInputError } from "../../core/errors";
import { moment, wei, type Wei } from "../../core/units";
import { readCase, type CourtReader } from "./cases";
import { AppealSideClosedError, CasePhaseError } from "./errors";
import type { CaseId } from "./units";

/** A contribution to a side of an appeal. */
export interface Contribution {
  readonly caseId: CaseId;
  /** The side; the ruling that the appeal is against is one of them. */
  readonly choice: number;
  /** All that the side lacks if left out; no more than that is sent. */
  readonly amount?: Wei;
}

/** A contribution that the side takes. */
export interface ReadyContribution {
  readonly caseId: CaseId;
  readonly choice: number;
  readonly amount: Wei;
}

/** Looks whether a side takes a contribution now, and how much of it. */
export async function readyContribution(
  reader: CourtReader,
  { caseId, choice, amount }: Contribution,
): Promise<ReadyContribution> {
  const found = await readCase(reader, caseId);
  const { appeal, at } = found;
  if (appeal === undefined || at >= appeal.endsAt) {
    throw new CasePhaseError({
      caseId,
      ...found,
      what: "Contributing to an appeal",
      advice:
        appeal === undefined
          ? "Appeals are funded after a panel's ruling, in the case's appeal phase."
          : "The time to appeal is over: move the case on with advance({ caseId }).",
    });
  }
  const side = appeal.sides.find((known) => known.choice === choice);
  if (side === undefined) {
    throw new InvalidInputError({
      what: `a choice of case ${caseId}`,
      found: String(choice),
      allowed: `0 (the refusal to decide) to ${found.choices}`,
    });
  }
  if (side.isFunded) {
    throw new AppealSideClosedError({
      caseId,
      choice,
      why: `it has all of the ${wei.format(side.needed)} native coin that it needs`,
      advice: "Contribute to another side, or wait for the next round.",
    });
  }
  if (!side.isOpen) {
    throw new AppealSideClosedError({
      caseId,
      choice,
      why: `sides against the ruling were open until ${moment.format(side.until)}`,
      advice: `The ruling's own side, choice ${appeal.against}, is open until ${moment.format(appeal.endsAt)}.`,
    });
  }
  return { caseId, choice, amount: amount === undefined || amount > side.missing ? side.missing : amount };
}
