import { citizenship } from "./citizenship/declaration";
import { constitution } from "./constitution/declaration";
import { governor } from "./governor/declaration";
import { nation } from "./nation/declaration";
import { timelock } from "./timelock/declaration";

export { flagOf } from "./nation/flag";

/** The institutions that founding and verification deal with themselves, by what they are to them: every nation has them. */
export const spine = {
  /** Holds the articles, the offices and the table of powers. */
  authority: constitution,
  /** The nation's one address, by which all others are found. */
  directory: nation,
  /** Admits citizens. */
  register: citizenship,
  /** Decides. */
  assembly: governor,
  /** Carries out what was decided: the government. */
  executive: timelock,
} as const;
