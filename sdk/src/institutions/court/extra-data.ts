import { concat, dataLength, dataSlice, isHexString, toBeHex, toNumber } from "ethers";
import { InvalidInputError } from "../../core/errors";
import { citizenId as idUnit, type CitizenId } from "../citizenship/units";
import { tracks, type CaseTrack } from "./case";

/** What a contract tells the court about the dispute that it brings. */
export interface DisputeTerms {
  /** "general" if left out. */
  readonly track?: CaseTrack;
  /** Whether the choices lie on a line, in the order of their numbers: then the median vote decides. Not if left out. */
  readonly isLine?: boolean;
  /** Whether the first panel has five seats rather than three. Not if left out. */
  readonly hasFiveSeats?: boolean;
  /**
   * The citizens who are parties, and must not sit: at most eight. The first two are never drawn, the others as far as enough jurors
   * are left. None if left out.
   */
  readonly parties?: readonly CitizenId[];
}

/** Marks in the first byte, beside the track. */
const LINE = 2;
const FIVE_SEATS = 4;
const MAX_MARKS = 7;
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
  const { track = "general", isLine = false, hasFiveSeats = false, parties = [] } = terms;
  if (parties.length > MAX_PARTIES) {
    throw new InvalidInputError({
      what: "the parties of a dispute",
      found: `${parties.length} citizens`,
      allowed: `at most ${MAX_PARTIES} citizens`,
    });
  }
  for (const party of parties) {
    if (party === 0n || party > MAX_ID || parties.filter((other) => other === party).length > 1) {
      throw new InvalidInputError({ what: "a party", found: String(party), allowed: "each citizen's id once" });
    }
  }
  const marks = tracks.indexOf(track) + (isLine ? LINE : 0) + (hasFiveSeats ? FIVE_SEATS : 0);
  return concat([toBeHex(marks, 1), ...parties.map((party) => toBeHex(party, 4))]);
}

/**
 * What `extraData` says.
 *
 * @throws `InvalidInputError` if the court would refuse it.
 *
 * @example
 * const { track, parties } = readExtraData("0x0100000007");
 */
export function readExtraData(extraData: string): Required<DisputeTerms> {
  if (extraData === "0x") return { track: "general", isLine: false, hasFiveSeats: false, parties: [] };
  const length = isHexString(extraData) ? dataLength(extraData) : 0;
  const marks = length === 0 ? undefined : toNumber(dataSlice(extraData, 0, 1));
  if (marks === undefined || marks > MAX_MARKS || length % 4 !== 1 || length > 1 + 4 * MAX_PARTIES) {
    throw new InvalidInputError({
      what: "what comes with a dispute",
      found: extraData,
      allowed: "what extraDataOf() gives",
    });
  }
  const parties = Array.from({ length: (length - 1) / 4 }, (_, index) =>
    idUnit.from(BigInt(dataSlice(extraData, 1 + 4 * index, 5 + 4 * index))),
  );
  return {
    track: tracks[marks & 1],
    isLine: (marks & LINE) !== 0,
    hasFiveSeats: (marks & FIVE_SEATS) !== 0,
    parties,
  };
}
