import { InvalidInputError } from "../../core/errors";

/** How many bits a choice takes in a ranking. */
const BITS = 4n;
const MASK = 15n;

/**
 * The vote that ranks choices, for a case whose choices do not lie on a line: the best one first. Choices that are left out follow in
 * the order of their numbers, 0 first, so that one choice alone is a ranking, too.
 *
 * @throws `InvalidInputError` if a choice is no number from 0 to 8, or is named twice.
 *
 * @example
 * await nation.court.commit.wait({ caseId, choice: rankingOf([2, 0, 1]) });
 */
export function rankingOf(choices: readonly number[]): number {
  if (choices.length === 0 || new Set(choices).size < choices.length || choices.some((choice) => !isRankable(choice))) {
    throw new InvalidInputError({
      what: "a ranking",
      found: choices.join(", "),
      allowed: "choices from 0 to 8, each once at most",
    });
  }
  return Number(choices.reduceRight((word, choice) => (word << BITS) | BigInt(choice), 0n));
}

/**
 * The choices in the order in which a vote ranks them, all of them.
 *
 * @example
 * const [first] = readRanking({ vote: 0x12, choices: 3 }); // 2, then 1, 0 and 3.
 */
export function readRanking({ vote, choices }: { readonly vote: number; readonly choices: number }): number[] {
  const ranking: number[] = [];
  let word = BigInt(vote);
  do {
    ranking.push(Number(word & MASK));
    word >>= BITS;
  } while (word !== 0n);
  const rest = Array.from({ length: choices + 1 }, (_, choice) => choice).filter((choice) => !ranking.includes(choice));
  return [...ranking, ...rest];
}

const isRankable = (choice: number): boolean => Number.isInteger(choice) && choice >= 0 && choice <= 8;
