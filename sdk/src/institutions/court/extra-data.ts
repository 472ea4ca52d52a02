import { concat, dataLength, dataSlice, isHexString, toBeHex, toNumber } from "ethers";
import { InvalidInputError } from "../../core/errors";
import { citizenId as idUnit, type CitizenId } from "../citizenship/units";
import { tracks, type CaseTrack } from "./case";

/** Which votes in the plenary end a citizenship, in basis points. */
export interface EndingTerms {
  /** The part of the citizens that has to vote for it. */
  readonly quorum: number;
  /** The part of the ballots that has to be exceeded. */
  readonly majority: number;
}

/** What a contract tells the court about the dispute that it brings. */
export interface DisputeTerms {
  /** "general" if left out. */
  readonly track?: CaseTrack;
  /** Whether the choices lie on a line, in the order of their numbers: then the median vote decides. Not if left out. */
  readonly isLine?: boolean;
  /** Whether the first panel has five seats rather than three. Not if left out. */
  readonly hasFiveSeats?: boolean;
  /**
   * That the last choice ends a citizenship, and choice 1 acquits: which votes for it the plenary needs, in basis points of the
   * citizens and more than that of the ballots. On a line, with a first panel of five seats. Undefined if no citizenship is at stake.
   */
  readonly ending?: EndingTerms | undefined;
  /** Whether no appeal leads from the panel of eleven to the plenary. Not if left out. */
  readonly isPanelsOnly?: boolean;
  /** Whether the plenary decides at once. Not if left out. */
  readonly isPlenaryAtOnce?: boolean;
  /**
   * The citizens who are parties, and must not sit: at most eight. If too few others are on the roll, the plenary decides. None
   * if left out.
   */
  readonly parties?: readonly CitizenId[];
}

/** What `extraData` says of a dispute. */
export type FoundTerms = Required<Omit<DisputeTerms, "ending">> & { readonly ending: EndingTerms | undefined };

/** Marks in the first byte, beside the track. */
const LINE = 2;
const FIVE_SEATS = 4;
const ENDING = 8;
const PANELS_ONLY = 16;
const PLENARY_AT_ONCE = 32;
const MAX_MARKS = 63;
const MAX_SHARE = 100_00;
const MAX_PARTIES = 8;
const MAX_ID = 2n ** 32n - 1n;

/**
 * The `extraData` that an arbitrable contract passes to the court's `arbitrationCost` and `createDispute` (ERC-792).
 *
 * @throws `InvalidInputError` if there are more than eight parties, or one is no citizen's id.
 *
 * @example
 * const cost = await court.arbitrationCost(extraDataOf({ track: "fast", parties: [landlord, tenant] }));
 */
export function extraDataOf(terms: DisputeTerms): string {
  const { track = "general", ending, isPanelsOnly = false, isPlenaryAtOnce = false, parties = [] } = terms;
  const { isLine = ending !== undefined, hasFiveSeats = ending !== undefined } = terms;
  // What the end of a citizenship takes has the place of a party.
  const maxParties = ending === undefined ? MAX_PARTIES : MAX_PARTIES - 1;
  if (ending !== undefined) checkEnding(ending, isLine);
  if (parties.length > maxParties) {
    throw new InvalidInputError({
      what: "the parties of a dispute",
      found: `${parties.length} citizens`,
      allowed: `at most ${maxParties} citizens`,
    });
  }
  for (const party of parties) {
    if (party === 0n || party > MAX_ID || parties.filter((other) => other === party).length > 1) {
      throw new InvalidInputError({ what: "a party", found: String(party), allowed: "each citizen's id once" });
    }
  }
  const marks =
    tracks.indexOf(track) +
    (isLine ? LINE : 0) +
    (hasFiveSeats ? FIVE_SEATS : 0) +
    (ending === undefined ? 0 : ENDING) +
    (isPanelsOnly ? PANELS_ONLY : 0) +
    (isPlenaryAtOnce ? PLENARY_AT_ONCE : 0);
  const shares = ending === undefined ? [] : [toBeHex(ending.quorum, 2), toBeHex(ending.majority, 2)];
  return concat([toBeHex(marks, 1), ...shares, ...parties.map((party) => toBeHex(party, 4))]);
}

function checkEnding({ quorum, majority }: EndingTerms, isLine: boolean): void {
  const isShare = (share: number) => Number.isInteger(share) && share >= 0 && share <= MAX_SHARE;
  if (isLine && isShare(quorum) && isShare(majority)) return;
  throw new InvalidInputError({
    what: "what the end of a citizenship takes",
    found: `${quorum} and ${majority}, ${isLine ? "" : "not "}on a line`,
    allowed: "two shares of at most 10000 basis points, on a line",
  });
}

/**
 * What `extraData` says.
 *
 * @throws `InvalidInputError` if the court would refuse it.
 *
 * @example
 * const { track, parties } = readExtraData("0x0100000007");
 */
export function readExtraData(extraData: string): FoundTerms {
  if (extraData === "0x") return readExtraData("0x00");
  const length = isHexString(extraData) ? dataLength(extraData) : 0;
  const marks = length === 0 ? undefined : toNumber(dataSlice(extraData, 0, 1));
  const isEnding = marks !== undefined && (marks & ENDING) !== 0;
  const isMarked = marks !== undefined && marks <= MAX_MARKS && (!isEnding || (marks & LINE) !== 0);
  if (!isMarked || length % 4 !== 1 || length > 1 + 4 * MAX_PARTIES || (isEnding && length < 5)) {
    throw new InvalidInputError({
      what: "what comes with a dispute",
      found: extraData,
      allowed: "what extraDataOf() gives",
    });
  }
  const first = isEnding ? 5 : 1;
  const parties = Array.from({ length: (length - first) / 4 }, (_, index) =>
    idUnit.from(BigInt(dataSlice(extraData, first + 4 * index, first + 4 + 4 * index))),
  );
  return {
    track: tracks[marks & 1],
    isLine: (marks & LINE) !== 0,
    hasFiveSeats: (marks & FIVE_SEATS) !== 0,
    ending: isEnding
      ? { quorum: toNumber(dataSlice(extraData, 1, 3)), majority: toNumber(dataSlice(extraData, 3, 5)) }
      : undefined,
    isPanelsOnly: (marks & PANELS_ONLY) !== 0,
    isPlenaryAtOnce: (marks & PLENARY_AT_ONCE) !== 0,
    parties,
  };
}
