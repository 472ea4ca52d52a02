import type { Connection } from "../core/directory";
import type { ChainLog } from "../core/evidence";
import { pageOfLogs } from "../core/log-pages";
import type { Page, PageQuery } from "../core/pages";
import { moment } from "../core/units";
import { providerOf } from "../core/write";
import { contractsOf, decoderOf } from "./contracts";
import { Teller, timesOf } from "./telling";
import type { RecordedEvent, RecordQuery } from "./types";

/** A page of what happened in a nation, the newest first, see `NationClient.record`. */
export async function readRecord(
  connection: Connection,
  { institution, ...query }: RecordQuery & PageQuery,
): Promise<Page<RecordedEvent>> {
  const all = await contractsOf(connection);
  const wanted = [...all].filter(([, name]) => institution === undefined || name === institution);
  if (wanted.length === 0) return { items: [], unreadable: [], cursor: undefined };
  const decode = decoderOf(connection);
  const teller = new Teller(connection);

  const fieldsOf = (log: ChainLog, name: string): RecordedEvent["fields"] => {
    try {
      return decode(log, name)(log);
    } catch {
      return undefined; // Other code may raise an event of that name with anything in it.
    }
  };
  return pageOfLogs<ChainLog, RecordedEvent>(
    {
      list: "record",
      looking: { provider: providerOf(connection.runner), nation: connection.nation },
      filters: [{ address: wanted.map(([address]) => address) }],
      find: (log) => log,
      read: async (logs, walker) => {
        const [times, told] = await Promise.all([timesOf(walker, logs), teller.tell(logs, all)]);
        return logs.map((log, place) => {
          const name = all.get(log.address.toLowerCase())!;
          const { event, message } = told[place];
          return {
            item: {
              institution: name,
              address: log.address,
              event,
              fields: event === undefined ? undefined : fieldsOf(log, name),
              text: message.text,
              message,
              at: moment.from(times.get(log.blockNumber)!),
              block: log.blockNumber,
              transaction: log.transactionHash,
              logIndex: log.index,
            },
          };
        });
      },
    },
    query,
  );
}
