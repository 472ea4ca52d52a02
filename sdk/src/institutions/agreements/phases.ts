const phases = [
  "none",
  "open",
  "binding",
  "disputed",
  "ruled",
  "declined",
  "lapsed",
  "performed",
  "settled",
  "divided",
] as const;

/**
 * Where an agreement stands: parties sign it; it binds them; it is before the court; the court has ruled. Or how it ended: a party
 * declined, its time passed, it was performed, the parties settled, it was divided as the court ruled.
 */
export type AgreementPhase = Exclude<(typeof phases)[number], "none">;

/** How an agreement can end. */
export type AgreementOutcome = Exclude<AgreementPhase, "open" | "binding" | "disputed" | "ruled">;

/** The contract gives no other number for an agreement that exists. */
export const phaseOf = (code: bigint): AgreementPhase => phases[Number(code)] as AgreementPhase;

/** The number that the contract has for it. */
export const codeOf = (phase: AgreementPhase): number => phases.indexOf(phase);
