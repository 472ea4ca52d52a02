import { PanicError, revertsIn, type NationError } from "../../core/errors";

/**
 * The custom errors that time does not heal: they follow from what a call is given and what is fixed for good, or from a moment that
 * has passed.
 */
export const FINAL: ReadonlySet<string> = new Set([
  "AccessManagerLockedFunction",
  "AccessManagerLockedRole",
  "Citizenship_MomentPassed",
  "Citizenship_SignatureExpired",
  "Citizenship_Soulbound",
  "CivicCoin_ExemptionFixed",
  "Constitution_AlreadyRepealed",
  "Constitution_GovernmentDelayed",
  "Constitution_TextNotPlain",
  "Constitution_TextOutOfBounds",
  "Constitution_TitleNotPlain",
  "Constitution_TitleOutOfBounds",
  "ERC20InvalidReceiver",
  "ERC20InvalidSpender",
  "ERC2612ExpiredSignature",
  "GovernorDisabledDeposit",
  "NationGovernor_ConstitutionIsFixed",
  "NationGovernor_NoRelay",
  "NationTimelock_ConstitutionIsFixed",
  "NationTimelock_DelayIsAProvision",
  "Nation_DirectoryFull",
  "Nation_NotPlainText",
  "Nation_NotSvg",
  "Nation_TextOutOfBounds",
  "Provisions_OutOfBounds",
  "Provisions_TrialPeriodOutOfBounds",
  "Provisions_Unknown",
  "SafeCastOverflowedUintDowncast",
  "StringTooLong",
  "Treasury_CapNotTried",
  "Treasury_EmptyBudget",
  "Treasury_EndPassed",
  "Treasury_InvalidReceiver",
  "Treasury_InvalidSpender",
  "Treasury_TextOutOfBounds",
  "VotesExpiredSignature",
]);

/** A number stands for no choice: no state makes it one. */
const NO_CHOICE = 0x21;

/** Whether a call that failed so fails whenever it is made. */
export const isFinal = (error: NationError): boolean =>
  (error instanceof PanicError && error.code === NO_CHOICE) || revertsIn(error).some(({ revert }) => FINAL.has(revert));
