import type { Provider } from "ethers";
import { combined, multicall, readEncoder, type CombinedRead, type Read } from "../../core/reader";
import { heads, moment, seconds, type Moment } from "../../core/units";
import type { Citizenship } from "../../generated/contracts";
import { citizenFrom } from "./records";
import type { Citizen, EndingTerm, TermsEnding } from "./types";
import { citizenId, type CitizenId } from "./units";

/** From how long before the end of a term to how long after it the contract lets a citizen renew it. */
const RENEWAL_BEFORE = seconds.days(90);
const GRACE = seconds.days(90);

/** So many records are read with one request. */
const PAGE = 200;

/** So many of the first citizens the overview looks at: as many as a charter names, whose terms end together. */
const GLANCE = 100;

/**
 * When a citizen can renew a term.
 *
 * @returns undefined for a term without an end.
 */
export function renewalOf(until: Moment): { readonly from: Moment; readonly until: Moment } | undefined {
  if (until === moment.never) return undefined;
  return { from: moment.from(until - RENEWAL_BEFORE), until: moment.from(until + GRACE) };
}

/** Those of some citizens who should renew now. */
function endingAmong(citizens: readonly Citizen[], at: Moment): TermsEnding {
  const held = citizens.filter(({ standing }) => standing === "active" || standing === "suspended");
  const ending = held.flatMap(({ id, until }): EndingTerm[] => {
    const renewal = renewalOf(until);
    if (renewal === undefined || at < renewal.from || at >= renewal.until) return [];
    return [{ citizenId: id, until, renewableUntil: renewal.until, isOver: at >= until }];
  });
  return { lookedAt: heads.from(held.length), ending };
}

async function readerOf(contract: Citizenship): Promise<(id: bigint) => Read<Citizen>> {
  return readerAt(contract, await contract.getAddress());
}

function readerAt(contract: Citizenship, address: string): (id: bigint) => Read<Citizen> {
  const encode = readEncoder(contract, address);
  return (id) => encode(contract.citizen, [id], (raw) => citizenFrom(citizenId.from(id), raw));
}

/** The overview's glance at terms: of the first citizens, whose terms end together. */
export const glanceAtTerms = (contract: Citizenship, address: string): CombinedRead<TermsEnding> => {
  const read = readerAt(contract, address);
  return combined(
    Array.from({ length: GLANCE }, (_, index) => read(BigInt(index + 1))),
    endingAmong,
  );
};

/** Reads the terms of a range of citizens, some hundred with each request. */
export async function termsEnding(
  contract: Citizenship,
  provider: Provider,
  { first = citizenId.from(1n), last }: { readonly first?: CitizenId; readonly last?: CitizenId },
): Promise<TermsEnding> {
  const read = await readerOf(contract);
  const greatest = await contract.lastCitizenId();
  const end = last !== undefined && last < greatest ? last : greatest;
  const found: TermsEnding[] = [];
  for (let start: bigint = first; start <= end; start += BigInt(PAGE)) {
    const count = Math.min(PAGE, Number(end - start + 1n));
    const reads = Array.from({ length: count }, (_, index) => read(start + BigInt(index)));
    const { values, at } = await multicall(provider, reads);
    found.push(endingAmong(values, at));
  }
  return {
    lookedAt: heads.from(found.reduce((sum, { lookedAt }) => sum + lookedAt, 0n)),
    ending: found.flatMap(({ ending }) => ending),
  };
}
