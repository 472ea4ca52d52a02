import { addressOf, type Connection } from "../../core/directory";
import { multicall, readEncoder } from "../../core/reader";
import { providerOf } from "../../core/write";
import { Citizenship__factory, JuryRoll__factory, type Court } from "../../generated/contracts";
import { toCase, type Case } from "./case";
import { nextActs } from "./next-acts";
import { caseId as idUnit, type CaseId } from "./units";

/** How many cases are read in one request, unless the caller says otherwise. */
const PAGE = 20;

/** Who reads, and what. */
export interface CourtReader {
  readonly connection: Connection;
  readonly contract: Court;
}

/** Everything about cases, in one request. */
export async function readCases({ connection, contract }: CourtReader, caseIds: readonly CaseId[]): Promise<Case[]> {
  const { runner, account } = connection;
  const encodeRead = readEncoder(contract, addressOf(connection, "court"));
  const citizenshipAddress = addressOf(connection, "citizenship");
  const citizenship = Citizenship__factory.connect(citizenshipAddress, runner);
  const whose =
    account === undefined
      ? []
      : [readEncoder(citizenship, citizenshipAddress)(citizenship.citizenOf, [account], (id) => id)];
  const views = caseIds.map((id) => encodeRead(contract.caseView, [id], (view) => view));
  const periods = caseIds.map((id) => encodeRead(contract.appealPeriod, [id], ({ start }) => start));
  const rollAddress = addressOf(connection, "juryRoll");
  const roll = JuryRoll__factory.connect(rollAddress, runner);
  const recusals =
    account === undefined
      ? []
      : caseIds.map((id) => readEncoder(roll, rollAddress)(roll.hasRecused, [id, account], (has) => has));

  const { values, block, at } = await multicall(providerOf(runner), [...views, ...periods, ...whose, ...recusals]);
  const viewOf = (index: number) => values[index] as Awaited<ReturnType<Court["caseView"]>>;
  const citizenId = account === undefined ? 0n : (values[2 * caseIds.length] as bigint);
  return caseIds.map((caseId, index) => {
    const appealOpensAt = values[caseIds.length + index] as bigint;
    const isRecused = account !== undefined && (values[2 * caseIds.length + 1 + index] as boolean);
    const found = toCase({ caseId, view: viewOf(index), appealOpensAt, citizenId, isRecused, block, at });
    return { ...found, next: nextActs(found, account !== undefined) };
  });
}

/** Everything about a case, in one request. */
export const readCase = async (reader: CourtReader, caseId: CaseId): Promise<Case> =>
  (await readCases(reader, [caseId]))[0];

/** Everything about any number of cases, in as many requests as that takes. */
export async function readMany(reader: CourtReader, caseIds: readonly CaseId[]): Promise<Case[]> {
  const found: Case[] = [];
  for (let first = 0; first < caseIds.length; first += PAGE) {
    found.push(...(await readCases(reader, caseIds.slice(first, first + PAGE))));
  }
  return found;
}

/** Which cases to list. */
export interface CasePage {
  /** Begins below this one; with the last one if left out. */
  readonly before?: CaseId;
  /** How many at most; 20 if left out. */
  readonly limit?: number;
}

/** Cases, the last one first. */
export async function readPage(reader: CourtReader, { before, limit = PAGE }: CasePage): Promise<Case[]> {
  const last = before === undefined ? await reader.contract.caseCount() : before - 1n;
  const count = last < BigInt(limit) ? Number(last) : limit;
  return count <= 0
    ? []
    : readCases(
        reader,
        Array.from({ length: count }, (_, index) => idUnit.from(last - BigInt(index))),
      );
}
