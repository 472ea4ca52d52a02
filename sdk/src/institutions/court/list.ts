import type { Address } from "../../core/address";
import { asNationError } from "../../core/failures";
import { isAccount, isWanted, pageOfNumbers, type Entry, type Page, type PageQuery } from "../../core/pages";
import { NetworkFaultError } from "../../core/node-errors";
import type { CitizenId } from "../citizenship/units";
import type { Case, CasePhase, CaseTrack } from "./case";
import { readCases, type CourtReader } from "./cases";
import { caseId as idUnit, type CaseId } from "./units";

/** Which cases to list: those that are all of this. */
export interface CaseQuery {
  /** In this phase, or in one of these. */
  readonly phase?: CasePhase | readonly CasePhase[];
  readonly track?: CaseTrack;
  /** The contract that brought it. */
  readonly arbitrable?: Address;
  /** A citizen who is a party to it. */
  readonly party?: CitizenId;
  /** A citizen who sat, or sits, on one of its panels. */
  readonly juror?: CitizenId;
}

/** So many cases are read with one request. */
const AT_ONCE = 20;

/** Cases by their numbers. One that cannot be read keeps none beside it from being read. */
async function readEach(reader: CourtReader, ids: readonly CaseId[]): Promise<Entry<Case>[]> {
  try {
    return (await readCases(reader, ids)).map((item) => ({ item }));
  } catch (error) {
    const reason = await asNationError(error);
    if (reason instanceof NetworkFaultError) throw reason;
    if (ids.length === 1) return [{ unreadable: { id: ids[0], reason } }];
    return (await Promise.all(ids.map((id) => readEach(reader, [id])))).flat();
  }
}

const isMeant = (found: Case, { phase, track, arbitrable, party, juror }: CaseQuery): boolean =>
  isWanted(phase, found.phase) &&
  isWanted(track, found.track) &&
  isAccount(arbitrable, found.arbitrable) &&
  (party === undefined || found.excused.includes(party)) &&
  (juror === undefined || found.rounds.some(({ panel }) => panel.some(({ citizenId }) => citizenId === juror)));

/** A page of cases, the one brought last first. */
export const listCases = (reader: CourtReader, query: CaseQuery & PageQuery): Promise<Page<Case>> =>
  pageOfNumbers(
    {
      list: "cases",
      atOnce: AT_ONCE,
      count: () => reader.contract.caseCount(),
      read: async (ids) => {
        const entries = await readEach(
          reader,
          ids.map((id) => idUnit.from(id)),
        );
        return entries.map((entry) =>
          entry !== undefined && "item" in entry && !isMeant(entry.item, query) ? undefined : entry,
        );
      },
    },
    query,
  );
