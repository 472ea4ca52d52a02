import { addressOf, type Connection } from "../../core/directory";
import { multicall, readEncoder } from "../../core/reader";
import { providerOf } from "../../core/write";
import { Citizenship__factory, JuryRoll__factory, type Court } from "../../generated/contracts";
import { toCase, type Case } from "./case";
import { toCaseView, type Standing } from "./case-words";
import { nextActs } from "./next-acts";
import { caseId as idUnit, type CaseId } from "./units";

/** How many cases are read in one request, unless the caller says otherwise. */
const PAGE = 20;

/** Who reads, and what. */
export interface CourtReader {
  readonly connection: Connection;
  readonly contract: Court;
}

type Hearing = Omit<Standing, "appealCost">;

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
  const words = caseIds.map((id) => encodeRead(contract.caseWords, [id], (found) => found));
  const hearings = caseIds.map((id) => encodeRead(contract.hearing, [id], ({ phase, endsAt }) => ({ phase, endsAt })));
  const costs = caseIds.map((id) => encodeRead(contract.appealCost, [id, "0x"], (cost) => cost));
  const periods = caseIds.map((id) => encodeRead(contract.appealPeriod, [id], ({ start }) => start));
  const rollAddress = addressOf(connection, "juryRoll");
  const roll = JuryRoll__factory.connect(rollAddress, runner);
  const recusals =
    account === undefined
      ? []
      : caseIds.map((id) => readEncoder(roll, rollAddress)(roll.hasRecused, [id, account], (has) => has));

  const reads = [...words, ...hearings, ...costs, ...periods, ...recusals, ...whose];
  const { values, block, at } = await multicall(providerOf(runner), reads);
  const count = caseIds.length;
  /** The values of one kind, in the order of the cases. */
  const group = <Value>(number: number) => values.slice(number * count, (number + 1) * count) as Value[];
  const hearingOf = group<Hearing>(1);
  const costOf = group<bigint>(2);
  const opensAt = group<bigint>(3);
  const hasRecused = account === undefined ? [] : group<boolean>(4);
  const citizenId = account === undefined ? 0n : (values[5 * count] as bigint);
  return group<bigint[]>(0).map((found, index) => {
    const view = toCaseView(found, { ...hearingOf[index], appealCost: costOf[index] });
    const isRecused = hasRecused[index] ?? false;
    const case_ = toCase({
      caseId: caseIds[index],
      view,
      appealOpensAt: opensAt[index],
      citizenId,
      isRecused,
      block,
      at,
    });
    return { ...case_, next: nextActs(case_, account !== undefined) };
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
