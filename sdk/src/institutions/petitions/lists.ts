import { addressOf, type Connection } from "../../core/directory";
import { entryOf, pageOfNumbers, type Page, type PageQuery } from "../../core/pages";
import { multicall, multicallEach, readEncoder } from "../../core/reader";
import { providerOf } from "../../core/write";
import { Petitions__factory } from "../../generated/contracts";
import { proposalId as proposalUnit } from "../governor/units";
import { petitionFrom } from "./records";
import type { Petition } from "./types";

/** How many petitions are read with one request at most. */
const AT_ONCE = 50;

/** A page of petitions, the newest first. */
export function listPetitions(connection: Connection, query: PageQuery): Promise<Page<Petition>> {
  const address = addressOf(connection, "petitions");
  const contract = Petitions__factory.connect(address, connection.runner);
  const provider = providerOf(connection.runner);
  const read = readEncoder(contract, address);
  return pageOfNumbers(
    {
      list: "petitions",
      atOnce: AT_ONCE,
      count: () => contract.petitionCount(),
      read: async (numbers) => {
        const { values: ids } = await multicall(
          provider,
          numbers.map((number) => read(contract.petitionAt, [number], proposalUnit.from)),
        );
        const { values, at } = await multicallEach(
          provider,
          ids.map((id) => read(contract.petitionOf, [id], (raw) => raw)),
        );
        return ids.map((id, index) =>
          entryOf(id, [values[index]], ([raw]) => petitionFrom(id, raw as Parameters<typeof petitionFrom>[1], at)),
        );
      },
    },
    query,
  );
}

/** So many of the newest are looked at: older ones are settled, or lapsed with the wait of what they were against. */
const NEWEST = 20;

export const latestPetitions = (connection: Connection): Promise<Page<Petition>> =>
  listPetitions(connection, { limit: NEWEST });
