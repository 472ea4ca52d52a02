import { dueAct, inBatches, someOf, type Due, type DueAct } from "../../core/due";
import { multicall, readEncoder } from "../../core/reader";
import { providerOf } from "../../core/write";
import { citizenshipClient } from "./client";
import type { CitizenId } from "./units";

/** How long after its end a term can be renewed while the vote stays awake. */
const GRACE = 90n * 86_400n;

/** The votes that sleep since others moved the citizenship, or since it was renewed late, and that may wake by now. */
export const citizenshipDue: Due = async (query) => {
  const { connection, finished, atMost, turn, from, to, blocksPerRequest } = query;
  const citizenship = citizenshipClient(connection);
  const { contract } = citizenship;
  const encodeRead = readEncoder(contract, citizenship.address);
  const range = {
    ...(from !== undefined && { from }),
    ...(to !== undefined && { to }),
    ...(blocksPerRequest !== undefined && { blocksPerRequest }),
  };
  const [moved, renewed] = await Promise.all([
    citizenship.events.CitizenMoved.query(range),
    citizenship.events.CitizenRenewed.query(range),
  ]);
  const { at: now } = await multicall(providerOf(connection.runner), [encodeRead(contract.lastCitizenId, [], String)]);
  // Whose term ended so long ago may have renewed it late.
  const late = renewed.filter(({ oldUntil }) => oldUntil !== undefined && oldUntil + GRACE < now);
  const places = new Map<string, CitizenId>();
  for (const { citizenId, transaction } of [...moved, ...late]) {
    const key = `${citizenId} ${transaction}`;
    if (!finished.has(key)) places.set(key, citizenId);
  }

  const read = async (some: readonly (readonly [string, CitizenId])[]) => {
    const { values, at } = await multicall(providerOf(connection.runner), [
      ...some.map(([, id]) => encodeRead(contract.citizen, [id], ({ wakesAt, until }) => ({ wakesAt, until }))),
      ...some.map(([, id]) => encodeRead(contract.mayVote, [id], (raw) => raw)),
    ]);
    return some.map(([key, id], index) => ({
      key,
      id,
      record: values[index] as { readonly wakesAt: bigint; readonly until: bigint },
      mayVote: values[some.length + index] as boolean,
      at,
    }));
  };
  const acts: DueAct[] = [];
  for (const { key, id, record, mayVote, at } of await inBatches(someOf([...places], atMost, turn), read)) {
    if (mayVote) finished.add(key);
    // Whose term is over wakes as the term is renewed.
    else if (record.wakesAt <= at && at < record.until) {
      const text = `Wakes the vote of citizen ${id}.`;
      acts.push(dueAct(`wake ${id} ${record.wakesAt}`, text, citizenship.wake, { citizenId: id }));
    }
  }
  return acts;
};
