import { getAddress, type LogDescription } from "ethers";
import { callIn } from "../../core/calldata";
import { decode } from "../../core/decoding";
import type { ChainLog } from "../../core/evidence";
import { deployerInterface } from "../institutions";
import type { Step } from "../steps";

/** What a deployer tells; null if it is none of what deployers of this software tell. Other code may raise anything. */
export const toldBy = (log: ChainLog): LogDescription | null => decode(deployerInterface, log);

/** A step as it stands in the data of a call to a deployer; undefined if it is none. */
export function stepIn(data: string): Step | undefined {
  const call = callIn(deployerInterface, data);
  if (call === null) return undefined;
  const { name, args } = call;
  const described = { id: name, title: name };
  const list = <item>(value: unknown): item[] => [...(value as Iterable<item>)];
  switch (name) {
    case "create":
      return { ...described, kind: "create", template: args[0] as string, patches: args[1] as string };
    case "call":
      return {
        ...described,
        kind: "call",
        index: Number(args[0]),
        template: args[1] as string,
        patches: args[2] as string,
      };
    case "admit":
      return {
        ...described,
        kind: "admit",
        index: Number(args[0]),
        dossier: args[1] as string,
        applicants: list<string>(args[2]),
        period: args[3] as bigint,
      };
    case "handOver":
      return {
        ...described,
        kind: "handOver",
        index: Number(args[0]),
        offices: list<{ role: bigint; holder: string; term: bigint }>(args[1]).map(({ role, holder, term }) => ({
          role,
          holder: getAddress(holder),
          term,
        })),
        template: args[2] as string,
        patches: args[3] as string,
      };
    default:
      return undefined;
  }
}

/** Whether a log stands before another one on the chain. */
export const isBefore = (one: ChainLog, other: ChainLog): boolean =>
  one.blockNumber < other.blockNumber || (one.blockNumber === other.blockNumber && one.index < other.index);
