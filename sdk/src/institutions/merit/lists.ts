import { toBeHex } from "ethers";
import { addressOf, type Connection } from "../../core/directory";
import { pageOfLogs } from "../../core/log-pages";
import { entryOf, type Page, type PageQuery } from "../../core/pages";
import { multicall, multicallEach, readEncoder } from "../../core/reader";
import { moment } from "../../core/units";
import { providerOf } from "../../core/write";
import { Merit__factory } from "../../generated/contracts";
import type { CitizenId } from "../citizenship/units";
import { caseId as caseUnit } from "../court/units";
import { pointsFrom } from "./references";
import type { MeritEntry, MeritOffence } from "./types";
import { merit as meritUnit, type Merit } from "./units";

/** Which entries of the ledger to list. */
export interface MeritQuery {
  /** Whose; everybody's if left out. */
  readonly citizenId?: CitizenId;
}

const AWARDED = "PointsAwarded";
const TAKEN_BACK = "PointsTakenBack";
const EVENTS = ["PointsEarned", AWARDED, TAKEN_BACK] as const;

/** A page of the ledger, the newest entry first: where every point came from. */
export function listPoints(
  connection: Connection,
  { citizenId, ...query }: MeritQuery & PageQuery,
): Promise<Page<MeritEntry>> {
  const address = addressOf(connection, "merit");
  const contract = Merit__factory.connect(address, connection.runner);
  const provider = providerOf(connection.runner);
  const read = readEncoder(contract, address);
  const topics = [
    EVENTS.map((event) => contract.interface.getEvent(event).topicHash),
    citizenId === undefined ? null : toBeHex(citizenId, 32),
  ];
  return pageOfLogs<Omit<MeritEntry, "left">, MeritEntry>(
    {
      list: "merit",
      looking: { provider, nation: connection.nation },
      filters: [{ address, topics }],
      find: (log) => {
        const parsed = contract.interface.parseLog(log);
        if (parsed === null) return undefined;
        const raw = parsed.args as unknown as Parameters<typeof pointsFrom>[0];
        return {
          ...pointsFrom(raw, parsed.name === AWARDED),
          isTakenBack: parsed.name === TAKEN_BACK,
          transaction: log.transactionHash,
        };
      },
      read: async (found) => {
        const { values } = await multicallEach(
          provider,
          found.map(({ points, earnedAt }) => read(contract.leftOf, [points, earnedAt], meritUnit.from)),
        );
        return found.map((one, index) =>
          entryOf(one.transaction, [values[index]], ([left]) => ({ ...one, left: left as Merit })),
        );
      },
    },
    query,
  );
}

const GROUNDS = ["duplicatePerson", "falseDossier", "deceased", "offence"] as const;

/** The number of the outcome in which sanctions were granted. */
const GRANTED = 5n;

/** The offences of a person, the oldest first: few, since each takes a ruling. */
export async function offencesOf(connection: Connection, citizenId: CitizenId): Promise<MeritOffence[]> {
  const address = addressOf(connection, "merit");
  const contract = Merit__factory.connect(address, connection.runner);
  const { offences } = await contract.recordOf(citizenId);
  const read = readEncoder(contract, address);
  const numbers = Array.from({ length: Number(offences) }, (_, index) => index + 1);
  if (numbers.length === 0) return [];
  const { values } = await multicall(
    providerOf(connection.runner),
    numbers.map((number) =>
      read(contract.offenceOf, [citizenId, number], ({ tribunal, caseId, chargedAt, ground, outcome }) => ({
        number,
        tribunal,
        caseId: caseUnit.from(caseId),
        chargedAt: moment.from(chargedAt),
        ground: GROUNDS[Number(ground)],
        isGranted: outcome === GRANTED,
      })),
    ),
  );
  return values;
}
