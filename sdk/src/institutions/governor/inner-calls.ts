import type { Interface } from "ethers";
import type { Address } from "../../core/address";
import { callIn, type ReadCall } from "../../core/calldata";
import type { Connection } from "../../core/directory";
import type { Call } from "../../core/write";
import { Constitution__factory, NationGovernor__factory, NationTimelock__factory } from "../../generated/contracts";
import { lazily, sameAddress } from "./rehearsed-changes";

/** A call, or one that a call makes in the end. */
export interface ReachedCall {
  readonly call: Pick<Call, "target" | "data">;
  /** The function as its contract has it, of those that pass calls on; null if the data cannot be read. */
  readonly read: ReadCall | null | undefined;
  /** Which of the contracts that pass calls on is called. */
  readonly passer: Passer | undefined;
  /** Whether it is made at once: what is scheduled or proposed is not. */
  readonly isNow: boolean;
}

/** A call with every call in it. */
export interface Reach {
  readonly calls: readonly ReachedCall[];
  /** Whether that is all: there is an end to how many are looked at. */
  readonly isWhole: boolean;
}

/** The contracts that pass calls on. */
export type Passer = "constitution" | "timelock" | "governor";

const interfaces: Readonly<Record<Passer, () => Interface>> = {
  constitution: /* @__PURE__ */ lazily(() => Constitution__factory.createInterface()),
  timelock: /* @__PURE__ */ lazily(() => NationTimelock__factory.createInterface()),
  governor: /* @__PURE__ */ lazily(() => NationGovernor__factory.createInterface()),
};

const passers = Object.keys(interfaces) as Passer[];

/** Functions that make the calls that they are given, and those that prepare them. */
const PASSING: Readonly<Record<Passer, Readonly<Record<string, "now" | "later">>>> = {
  constitution: { multicall: "now", execute: "now", schedule: "later" },
  timelock: { execute: "now", executeBatch: "now", schedule: "later", scheduleBatch: "later" },
  governor: { relay: "now", execute: "now", queue: "later", propose: "later", proposeAgain: "later" },
};

/** So many calls within a call are looked at. Lists in calldata may share their items, and so hold any number of calls. */
const MOST_CALLS = 300;

/** What a function passes on: many calls by lists, one by its target, or the contract's own functions. */
function passedOn(target: Address, { fragment, args }: ReadCall): Pick<Call, "target" | "data">[] {
  const named: Readonly<Record<string, unknown>> = Object.fromEntries(
    fragment.inputs.map(({ name }, index) => [name, args[index] as unknown]),
  );
  const data = (named.payloads ?? named.calldatas ?? named.payload ?? named.data) as
    string | Iterable<string> | undefined;
  // What names nothing that it would pass on passes nothing on: so the governor's relay, which always fails.
  if (data === undefined) return [];
  if (typeof data === "string") return [{ target: String(named.target), data }];
  const targets = named.targets as Iterable<string> | undefined;
  const to = targets === undefined ? undefined : [...targets];
  return [...data].flatMap((one, index) => {
    const own = to === undefined ? target : to.at(index);
    return own === undefined ? [] : [{ target: own, data: one }];
  });
}

/** Everything that a call comes to, itself first. */
export function reachOf({ directory }: Connection, call: Pick<Call, "target" | "data">): Reach {
  const calls: ReachedCall[] = [];
  const waiting: { readonly call: Pick<Call, "target" | "data">; readonly isNow: boolean }[] = [{ call, isNow: true }];
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
    if (calls.length >= MOST_CALLS) return { calls, isWhole: false };
    const { target, data } = next.call;
    const passer = passers.find((name) => sameAddress(target, directory[name]));
    const read = passer === undefined || data === "0x" ? undefined : callIn(interfaces[passer](), data);
    calls.push({ ...next, read, passer });
    if (passer === undefined || read === null || read === undefined) continue;
    const passing = Object.hasOwn(PASSING[passer], read.name) ? PASSING[passer][read.name] : undefined;
    if (passing === undefined) continue;
    const isNow = next.isNow && passing === "now";
    for (const inner of passedOn(target, read)) waiting.push({ call: inner, isNow });
  }
  return { calls, isWhole: true };
}
