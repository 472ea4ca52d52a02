import { LogDescription, type EventFragment, type Interface } from "ethers";
import type { ChainLog } from "./evidence";

const fragments = new WeakMap<Interface, Map<string, EventFragment>>();
const decoded = new WeakMap<ChainLog, LogDescription | null>();

/** The events of an interface by their topics. ethers hashes every signature anew whenever it looks for one. */
function eventsOf(iface: Interface): Map<string, EventFragment> {
  let known = fragments.get(iface);
  if (known === undefined) {
    known = new Map();
    iface.forEachEvent((event) => known!.set(event.topicHash, event));
    fragments.set(iface, known);
  }
  return known;
}

/** A log as its contract's interface reads it, decoded once; null if it cannot read it. */
export function decode(iface: Interface, log: ChainLog): LogDescription | null {
  const known = decoded.get(log);
  if (known !== undefined) return known;
  const fragment = eventsOf(iface).get(log.topics[0] ?? "");
  const description = fragment === undefined ? null : describe(iface, { fragment, log });
  decoded.set(log, description);
  return description;
}

function describe(
  iface: Interface,
  { fragment, log: { topics, data } }: { readonly fragment: EventFragment; readonly log: ChainLog },
): LogDescription | null {
  try {
    return new LogDescription(fragment, topics[0], iface.decodeEventLog(fragment, data, topics));
  } catch {
    return null; // Other code may raise an event of that name with anything in it.
  }
}
