import { concat, dataLength, dataSlice, isHexString, toBeHex, toNumber } from "ethers";
import { InvalidInputError } from "../../core/errors";
import { citizenId as idUnit, type CitizenId } from "../citizenship/units";
import { tracks, type CaseTrack } from "./case";

/** What a contract tells the court about the dispute that it brings. */
export interface DisputeTerms {
  /** "general" if left out. */
  readonly track?: CaseTrack;
  /** The citizens who are parties, and must not sit: at most eight. None if left out. */
  readonly parties?: readonly CitizenId[];
}

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
export function extraDataOf({ track = "general", parties = [] }: DisputeTerms): string {
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
  return concat([toBeHex(tracks.indexOf(track), 1), ...parties.map((party) => toBeHex(party, 4))]);
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
  if (extraData === "0x") return { track: "general", parties: [] };
  const length = isHexString(extraData) ? dataLength(extraData) : 0;
  const track = length === 0 ? undefined : tracks.at(toNumber(dataSlice(extraData, 0, 1)));
  if (track === undefined || length % 4 !== 1 || length > 1 + 4 * MAX_PARTIES) {
    throw new InvalidInputError({
      what: "what comes with a dispute",
      found: extraData,
      allowed: "what extraDataOf() gives",
    });
  }
  const parties = Array.from({ length: (length - 1) / 4 }, (_, index) =>
    idUnit.from(BigInt(dataSlice(extraData, 1 + 4 * index, 5 + 4 * index))),
  );
  return { track, parties };
}
