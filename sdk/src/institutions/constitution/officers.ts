import { toBeHex } from "ethers";
import { addressOf, type Connection } from "../../core/directory";
import { eventsOf } from "../../core/events";
import { pageOfLogs } from "../../core/log-pages";
import { entryOf, type Page, type PageQuery } from "../../core/pages";
import { multicallEach, readEncoder } from "../../core/reader";
import { moment, type Moment } from "../../core/units";
import { providerOf } from "../../core/write";
import type { Constitution } from "../../generated/contracts";
import type { CitizenId } from "../citizenship/units";
import { constitutionEventUnits } from "./events";
import { toRoleId, type Role } from "./roles";

/** A citizen in an office. */
export interface Officer {
  readonly role: Role;
  readonly citizenId: CitizenId;
  /** When the term ends or ended. */
  readonly until: Moment;
  /** Whether the term has ended. */
  readonly isOver: boolean;
}

/** Which officers to list: those that are all of this. */
export interface OfficerQuery {
  readonly role?: Role;
  readonly citizenId?: CitizenId;
  /** Whether the term has ended. */
  readonly isOver?: boolean;
}

/** A page of officers, the one appointed last first. Whoever was dismissed or resigned is none. */
export function listOfficers(
  { connection, contract }: { readonly connection: Connection; readonly contract: Constitution },
  { role, citizenId, isOver, ...query }: OfficerQuery & PageQuery,
): Promise<Page<Officer>> {
  const { runner, nation } = connection;
  const address = addressOf(connection, "constitution");
  const { OfficerAppointed } = eventsOf(contract, connection, constitutionEventUnits);
  const encodeRead = readEncoder(contract, address);
  const topics = [
    contract.filters.OfficerAppointed.fragment.topicHash,
    role === undefined ? null : toBeHex(toRoleId(role), 32),
    citizenId === undefined ? null : toBeHex(citizenId, 32),
  ];
  return pageOfLogs<Pick<Officer, "role" | "citizenId">, Officer>(
    {
      list: "officers",
      looking: { provider: providerOf(runner), nation },
      filters: [{ address, topics }],
      find: (log) => OfficerAppointed.decode(log),
      keyOf: (found) => `${toRoleId(found.role)} ${found.citizenId}`,
      read: async (found) => {
        const { values, at } = await multicallEach(
          providerOf(runner),
          found.map((one) => encodeRead(contract.officeOf, [toRoleId(one.role), one.citizenId], (until) => until)),
        );
        return found.map((one, index) =>
          entryOf(one.citizenId, [values[index]], ([raw]) => {
            if (raw === 0n) return undefined;
            const until = moment.from(raw as bigint);
            const officer = { role: one.role, citizenId: one.citizenId, until, isOver: until <= at };
            return isOver === undefined || isOver === officer.isOver ? officer : undefined;
          }),
        );
      },
    },
    query,
  );
}
