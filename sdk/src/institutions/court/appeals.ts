import { InvalidInputError } from "../../core/errors";
import { moment, wei, type Wei } from "../../core/units";
import { readCase, type CourtReader } from "./cases";
import { AppealSideClosedError, CasePhaseError } from "./errors";
import { courtMessages } from "./messages";
import type { CaseId } from "./units";

const { say } = courtMessages;

/** A contribution to a side of an appeal. */
export interface Contribution {
  readonly caseId: CaseId;
  /** The side; the ruling that the appeal is against is one of them. */
  readonly choice: number;
  /** All that the side lacks if left out. No more than that is sent, save to the ruling's own side, which takes any amount. */
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
      what: say("contributing"),
      advice: appeal === undefined ? say("contributing.early") : say("contributing.late"),
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
  // Whoever answers may join the ruling's own side with any amount.
  if (side.isFunded && !(side.isRuling && amount !== undefined)) {
    throw new AppealSideClosedError({
      caseId,
      choice,
      why: say("contributing.funded", { needed: wei.format(side.needed) }),
      advice: say("contributing.funded.advice"),
    });
  }
  if (!side.isOpen) {
    throw new AppealSideClosedError({
      caseId,
      choice,
      why: say("contributing.closed", { until: moment.format(side.until) }),
      advice: say("contributing.closed.advice", { choice: appeal.against, endsAt: moment.format(appeal.endsAt) }),
    });
  }
  const isAll = amount === undefined || (amount > side.missing && !side.isRuling);
  return { caseId, choice, amount: isAll ? side.missing : amount };
}
