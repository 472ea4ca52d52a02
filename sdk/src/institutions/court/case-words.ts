import { getAddress, toBeHex } from "ethers";
import type { Address } from "../../core/address";

/** A seat of a panel, as the contract stores it. */
export interface SeatView {
  readonly citizenId: bigint;
  /** Whether a vote is committed and not revealed. */
  readonly hasCommitted: boolean;
  readonly hasVoted: boolean;
  /** The vote, or the first choice of its ranking; 0 until it is revealed. */
  readonly choice: bigint;
}

/** A side of the appeal against a round. Money is in wei. */
export interface SideView {
  readonly choice: bigint;
  readonly raised: bigint;
  /** How much makes it funded: what the next round costs, and a stake. */
  readonly needed: bigint;
}

/** A round, as the contract stores it. Moments are in seconds since 1970, money in wei. */
export interface RoundView {
  /** 3 or 5, then 11; 31 for the plenary. */
  readonly size: bigint;
  readonly isRedraw: boolean;
  readonly fees: bigint;
  readonly frozenAt: bigint;
  readonly randomness: Address;
  readonly requestId: bigint;
  readonly tries: bigint;
  readonly commitEndsAt: bigint;
  readonly revealEndsAt: bigint;
  readonly panel: readonly SeatView[];
  readonly voted: bigint;
  readonly ballots: readonly bigint[];
  readonly pairs: readonly bigint[];
  readonly hasRuling: boolean;
  readonly ruling: bigint;
  readonly isSettled: boolean;
  readonly sides: readonly SideView[];
}

/** A case, as the contract stores it, and where it stands by the clock. */
export interface CaseView {
  readonly arbitrable: Address;
  readonly track: bigint;
  readonly isLine: boolean;
  readonly isEnding: boolean;
  /** Whether no appeal leads from the panel of eleven to the plenary. */
  readonly isPanelsOnly: boolean;
  readonly choices: bigint;
  readonly phase: bigint;
  readonly endsAt: bigint;
  readonly ruling: bigint;
  readonly appealCost: bigint;
  readonly excused: readonly bigint[];
  readonly rounds: readonly RoundView[];
}

/** What the contract says of a case by the clock. */
export interface Standing {
  readonly phase: bigint;
  readonly endsAt: bigint;
  readonly appealCost: bigint;
}

const CASE_WORDS = 4;
const ROUND_WORDS = 6;
const FAST = 1n;
const LINE = 2n;
const ENDING = 8n;
const PANELS_ONLY = 16n;
const PLENARY_SIZE = 31n;
const HEAD_SEATS = 5;
const LARGE = 11;
const GWEI = 10n ** 9n;
const COUNTER_BITS = 24n;
const COUNTERS = 10;

const bits = (word: bigint, offset: number, size: number): bigint =>
  (word >> BigInt(offset)) & ((1n << BigInt(size)) - 1n);
const toAddress = (word: bigint): Address => getAddress(toBeHex(bits(word, 0, 160), 20));
const range = (length: number): number[] => Array.from({ length }, (_, index) => index);

/** What all rounds of a case share. */
interface Terms {
  readonly isLine: boolean;
  readonly takesTwoPanels: boolean;
  /** What a seat costs, in wei. */
  readonly seatFee: bigint;
  readonly choices: number;
  /** The words of its plenary's counters. */
  readonly tally: readonly bigint[];
}

const pairsOf = (choices: number): number => (choices * (choices + 1)) / 2;

const sumOf = (counts: readonly bigint[]): bigint => counts.reduce((sum, count) => sum + count, 0n);

function toSeat(words: readonly bigint[], seat: number, isLine: boolean): SeatView {
  const [head, tail, sealed, , poll] = words;
  const vote = isLine ? bits(poll, 8 * seat, 8) : bits(poll, 4 * seat, 4);
  return {
    citizenId: seat < HEAD_SEATS ? bits(head, 32 * seat, 32) : bits(tail, 32 * (seat - HEAD_SEATS), 32),
    hasCommitted: bits(sealed, seat, 1) === 1n,
    hasVoted: vote !== 0n,
    choice: vote === 0n ? 0n : vote - 1n,
  };
}

/**
 * Two panels have to agree on the end of a citizenship without an appeal, so that one leads to the plenary. Of a newcomer, panels decide
 * by their median.
 */
const sizeAfter = (size: bigint, takesTwoPanels: boolean): bigint =>
  size < BigInt(LARGE) && !takesTwoPanels ? BigInt(LARGE) : PLENARY_SIZE;

/** Of a panel by its seats, of the plenary by its counters. */
function countOf(size: bigint, panel: readonly SeatView[], poll: bigint, { isLine, choices, tally }: Terms) {
  const isPlenary = size === PLENARY_SIZE;
  const counter = (index: number) =>
    bits(tally[Math.floor(index / COUNTERS)], Number(COUNTER_BITS) * (index % COUNTERS), 24);
  const voters = panel.filter(({ hasVoted }) => hasVoted);
  if (!isPlenary) {
    return {
      voted: BigInt(voters.length),
      ballots: range(choices + 1).map((choice) =>
        BigInt(voters.filter((seat) => seat.choice === BigInt(choice)).length),
      ),
      pairs: isLine ? [] : range(pairsOf(choices)).map((pair) => bits(poll, 4 * LARGE + 4 * pair, 4)),
    };
  }
  if (!isLine)
    return { voted: counter(0), ballots: [], pairs: range(pairsOf(choices)).map((pair) => counter(pair + 1)) };
  const ballots = range(choices + 1).map(counter);
  return { voted: sumOf(ballots), ballots, pairs: [] };
}

function toRound(words: readonly bigint[], terms: Terms): RoundView {
  const [head, , , draw, poll, source] = words;
  const size = bits(poll, 192, 8);
  const ruling = bits(poll, 208, 8);
  const costAfter = terms.seatFee * sizeAfter(size, terms.takesTwoPanels);
  const panel = range(Number(bits(head, 160, 8))).map((seat) => toSeat(words, seat, terms.isLine));
  return {
    size,
    ...countOf(size, panel, poll, terms),
    panel,
    commitEndsAt: bits(head, 168, 40),
    revealEndsAt: bits(head, 208, 40),
    frozenAt: bits(draw, 0, 32),
    requestId: bits(draw, 32, 32),
    tries: bits(draw, 64, 16),
    fees: bits(draw, 200, 48) * GWEI,
    randomness: toAddress(source),
    hasRuling: bits(poll, 200, 8) === 1n,
    ruling,
    isRedraw: bits(poll, 216, 8) === 1n,
    isSettled: bits(poll, 224, 8) === 1n,
    sides: words
      .slice(ROUND_WORDS)
      .map((raised, index) => {
        const choice = BigInt(index);
        return { choice, raised, needed: costAfter * (choice === ruling ? 2n : 3n) };
      })
      .filter(({ raised }) => raised !== 0n),
  };
}

/** Unpacks a case from `caseWords`, see the contract's `ICourt`. */
export function toCaseView(words: readonly bigint[], { phase, endsAt, appealCost }: Standing): CaseView {
  const [packed, caseTerms, excused] = words;
  const kind = bits(packed, 208, 8);
  const isLine = (kind & LINE) !== 0n;
  const choices = Number(bits(packed, 216, 8));
  const firstRound = CASE_WORDS + 4 + Math.floor(choices / COUNTERS);
  const isEnding = (kind & ENDING) !== 0n;
  const terms: Terms = {
    isLine,
    takesTwoPanels: isEnding && (kind & PANELS_ONLY) === 0n,
    choices,
    seatFee: bits(caseTerms, 160, 48) * GWEI,
    tally: words.slice(CASE_WORDS, firstRound),
  };
  const length = ROUND_WORDS + choices + 1;
  return {
    arbitrable: toAddress(packed),
    track: kind & FAST,
    isLine,
    isEnding,
    isPanelsOnly: (kind & PANELS_ONLY) !== 0n,
    choices: BigInt(choices),
    phase,
    endsAt,
    ruling: bits(packed, 232, 8),
    appealCost,
    excused: range(Number(bits(packed, 240, 8))).map((index) => bits(excused, 32 * index, 32)),
    rounds: range(Number(bits(packed, 224, 8))).map((round) =>
      toRound(words.slice(firstRound + round * length, firstRound + (round + 1) * length), terms),
    ),
  };
}
