import { NationError } from "../../core/errors";
import type { Words } from "../../core/messages";
import { moment, type Moment } from "../../core/units";
import type { RequestId } from "../randomness/units";
import type { CasePhase } from "./case";
import { courtMessages } from "./messages";
import type { CaseId } from "./units";

const { say } = courtMessages;

/** The case is in another phase than the act takes: thrown before anything is sent. */
export class CasePhaseError extends NationError {
  static override readonly kind: string = "CasePhaseError";
  override readonly name = "CasePhaseError";
  readonly caseId: CaseId;
  readonly phase: CasePhase;

  constructor(details: { caseId: CaseId; phase: CasePhase; endsAt: Moment | undefined; what: Words; advice: Words }) {
    const { caseId, phase, endsAt, what, advice } = details;
    const named = { what, caseId, phase };
    super(
      endsAt === undefined
        ? say("CasePhaseError", named)
        : say("CasePhaseError.until", { ...named, endsAt: moment.format(endsAt) }),
      advice,
    );
    this.caseId = caseId;
    this.phase = phase;
  }
}

/** The account holds no citizenship, so that nobody knows whose duties are meant. */
export class NotACitizenError extends NationError {
  static override readonly kind: string = "NotACitizenError";
  override readonly name = "NotACitizenError";
  readonly account: string;

  constructor(account: string) {
    super(say("NotACitizenError", { account }), say("NotACitizenError.advice"));
    this.account = account;
  }
}

/** The account holds no seat on the case's present panel. */
export class NoSeatError extends NationError {
  static override readonly kind: string = "NoSeatError";
  override readonly name = "NoSeatError";
  readonly caseId: CaseId;

  constructor(caseId: CaseId, account: string) {
    super(say("NoSeatError", { account, caseId }), say("NoSeatError.advice"));
    this.caseId = caseId;
  }
}

/** The wallet signs the same message differently each time, so that no salt can be made from it. */
export class UnsteadySignatureError extends NationError {
  static override readonly kind: string = "UnsteadySignatureError";
  override readonly name = "UnsteadySignatureError";
  constructor() {
    super(say("UnsteadySignatureError"), say("UnsteadySignatureError.advice"));
  }
}

/** There is no sealed vote to reveal. */
export class NothingSealedError extends NationError {
  static override readonly kind: string = "NothingSealedError";
  override readonly name = "NothingSealedError";
  readonly caseId: CaseId;

  constructor(caseId: CaseId, isRevealed: boolean) {
    super(
      isRevealed ? say("NothingSealedError.revealed", { caseId }) : say("NothingSealedError.none", { caseId }),
      isRevealed ? say("NothingSealedError.revealed.advice") : say("NothingSealedError.none.advice"),
    );
    this.caseId = caseId;
  }
}

/** No choice opens the vote that was sealed. */
export class SealBrokenError extends NationError {
  static override readonly kind: string = "SealBrokenError";
  override readonly name = "SealBrokenError";
  readonly caseId: CaseId;

  constructor(caseId: CaseId) {
    super(say("SealBrokenError", { caseId }), say("SealBrokenError.advice"));
    this.caseId = caseId;
  }
}

/** The seed of a draw is not there yet. */
export class SeedAwaitedError extends NationError {
  static override readonly kind: string = "SeedAwaitedError";
  override readonly name = "SeedAwaitedError";
  readonly caseId: CaseId;
  readonly requestId: RequestId;

  constructor(details: { caseId: CaseId; requestId: RequestId; what: Words; advice: Words }) {
    const { caseId, requestId, what, advice } = details;
    super(say("SeedAwaitedError", { caseId, what }), advice);
    this.caseId = caseId;
    this.requestId = requestId;
  }
}

/** A side of an appeal takes no contributions. */
export class AppealSideClosedError extends NationError {
  static override readonly kind: string = "AppealSideClosedError";
  override readonly name = "AppealSideClosedError";
  readonly caseId: CaseId;
  readonly choice: number;

  constructor(details: { caseId: CaseId; choice: number; why: Words; advice: Words }) {
    const { caseId, choice, why, advice } = details;
    super(say("AppealSideClosedError", { choice, caseId, why }), advice);
    this.caseId = caseId;
    this.choice = choice;
  }
}
