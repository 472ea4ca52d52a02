import { ZeroAddress } from "ethers";
import type { Address } from "../core/address";
import type { Connection } from "../core/directory";
import type { EventApi } from "../core/events";
import type { ChainLog } from "../core/evidence";
import { toKey } from "../core/keys";
import { multicallEach, readEncoder } from "../core/reader";
import { providerOf } from "../core/write";
import { Nation__factory } from "../generated/contracts";
import { declarationOf, institutionNames, isKnown } from "../institutions/registry";

/** The contracts that are or were institutions of a nation: the names of those by their addresses, in small letters. */
export type Contracts = ReadonlyMap<string, string>;

/** Asks the directory for every contract that it names, or ever named. */
export async function contractsOf({ runner, nation, directory }: Connection): Promise<Contracts> {
  const contract = Nation__factory.connect(nation, runner);
  const names = [...new Set([...institutionNames, ...Object.keys(directory)])];
  const encodeRead = readEncoder(contract, nation);
  const { values } = await multicallEach(
    providerOf(runner),
    names.map((name) =>
      encodeRead(contract.historyOf, [toKey(name)], (history) => history.map(({ account }) => account)),
    ),
  );
  const found = new Map<string, string>([[nation.toLowerCase(), "nation"]]);
  for (const [index, name] of names.entries()) {
    const result = values[index];
    const accounts = result.success ? (result.value as Address[]) : [];
    for (const account of [...accounts, directory[name] ?? ZeroAddress]) {
      if (account !== ZeroAddress && !found.has(account.toLowerCase())) found.set(account.toLowerCase(), name);
    }
  }
  return found;
}

/** Where an event is, beside its fields. */
const PLACE = new Set(["block", "transaction", "logIndex"]);

type Decode = (log: ChainLog) => Readonly<Record<string, unknown>> | undefined;

/** Decodes the logs of contracts as the clients of their institutions do. */
export function decoderOf(connection: Connection): (log: ChainLog, institution: string) => Decode {
  const made = new Map<string, Readonly<Record<string, EventApi<Record<string, unknown>>>>>();
  return ({ address }, institution) => {
    let events = made.get(address);
    if (events === undefined) {
      const directory = { ...connection.directory, [institution]: address };
      const client = isKnown(institution)
        ? declarationOf(institution).client?.({ ...connection, directory })
        : undefined;
      events = (client as { readonly events?: typeof events } | undefined)?.events ?? {};
      made.set(address, events);
    }
    const apis = Object.values(events);
    return (log) => {
      for (const api of apis) {
        const found = api.decode(log);
        if (found === undefined) continue;
        return Object.fromEntries(Object.entries(found).filter(([name]) => !PLACE.has(name)));
      }
      return undefined;
    };
  };
}
