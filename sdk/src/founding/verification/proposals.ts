import { AbiCoder, getBytes, isHexString, keccak256, toBeHex, ZeroHash, type ParamType, type Result } from "ethers";
import { callIn } from "../../core/calldata";
import { interfaceOf as spoken } from "../../core/declaration";
import type { ChainLog } from "../../core/evidence";
import { quoted } from "../../core/legible";
import type { InstitutionName } from "../../institutions/registry";
import { spine } from "../../institutions/spine";
import { interfaceOf } from "../institutions";
import type { LoggedEvent, NameOf } from "./claims";

/** A call that the government, or the plan, makes. */
export interface DecidedCall {
  readonly target: string;
  /** The institution that is called; undefined for any other contract. */
  readonly institution: InstitutionName | undefined;
  /** The function's name; undefined if the institution has none like it. */
  readonly method: string | undefined;
  /** The call as people read it. */
  readonly text: string;
}

/** A proposal as its log shows it. */
export interface Decision {
  readonly id: bigint;
  /** How it is named in a report: its number, and the beginning of its text. */
  readonly name: string;
  readonly created: ChainLog;
  readonly calls: readonly DecidedCall[];
  /** The logs that carrying it out raised, in order; empty as long as it is not executed. */
  readonly effects: readonly LoggedEvent[];
  readonly executed: ChainLog | undefined;
  /** What the timelock calls it. */
  readonly operation: string;
}

const coder = AbiCoder.defaultAbiCoder();

/** A proposal, and what it comes to on its way. */
export type Proposal = Decision & {
  readonly raw: readonly { readonly target: string; readonly value: bigint; readonly data: string }[];
  effects: LoggedEvent[];
  executed: ChainLog | undefined;
  /** Whether it waits at the timelock as the governor queued it, after its vote. */
  isQueued: boolean;
};

/** The event by which the governor tells of a proposal. */
export const created = spoken(spine.assembly).getEvent("ProposalCreated");

/** Reads a proposal from the log that created it, whatever bytes its text has. Undefined if the log is not the governor's. */
export function proposalIn(log: ChainLog, governor: string, nameOf: NameOf): Proposal | undefined {
  const types = created.inputs.map(({ type }) => type.replace("string", "bytes"));
  const values = decoded(types, log.data);
  if (values === undefined) return undefined;
  const proposalId = values[0] as bigint;
  const description = values[8] as string;
  const [to, amounts, data] = [2, 3, 5].map((index) => [...(values[index] as Iterable<unknown>)]) as [
    string[],
    bigint[],
    string[],
  ];
  const textHash = keccak256(description);
  const hash = (...more: readonly string[]) =>
    keccak256(
      coder.encode(["address[]", "uint256[]", "bytes[]", ...more.map(() => "bytes32")], [to, amounts, data, ...more]),
    );
  if (BigInt(hash(textHash)) !== proposalId) return undefined;
  const salt = (BigInt(governor) << 96n) ^ BigInt(textHash);
  const raw = to.map((target, index) => ({ target, value: amounts[index], data: data[index] }));
  const text = new TextDecoder().decode(getBytes(description));
  return {
    id: proposalId,
    name: `proposal ${String(proposalId).slice(0, 8)}… (${firstLine(text)})`,
    created: log,
    calls: raw.map((call) => callText(call, nameOf)),
    effects: [],
    executed: undefined,
    isQueued: false,
    raw,
    operation: hash(ZeroHash, toBeHex(salt, 32)),
  };
}

function decoded(types: readonly string[], data: string): Result | undefined {
  try {
    return coder.decode(types, data);
  } catch {
    return undefined; // Other code may raise an event of that name with anything in it.
  }
}

const firstLine = (text: string): string => {
  const [line] = text.trim().split(/[\r\n]/, 1);
  return line === "" ? "without a text" : quoted(line, 60);
};

function callText({ target, data, value }: Proposal["raw"][number], nameOf: NameOf): DecidedCall {
  const institution = nameOf(target);
  const parsed = institution && callIn(interfaceOf(institution), data);
  const method = parsed?.name;
  const sent = value === 0n ? "" : `, with ${value} wei`;
  const text =
    parsed === null || parsed === undefined
      ? `${institution ?? target}: ${data.length > 42 ? `${data.slice(0, 39)}...` : data}${sent}`
      : `${institution}.${parsed.name}(${valuesText(parsed.fragment.inputs, parsed.args)})${sent}`;
  return { target, institution, method, text };
}

/** Values as people read them, each by its name. */
export const valuesText = (inputs: readonly ParamType[], args: Result): string =>
  inputs.map(({ name, type }, index) => `${name} ${shown(args[index], type)}`).join(", ");

function shown(value: unknown, type: string): string {
  if (type === "bytes32" && typeof value === "string") {
    const text = /^0x((?:[2-7][0-9a-f])+)(?:00)*$/.exec(value)?.[1];
    const word = text && new TextDecoder().decode(getBytes(`0x${text}`));
    if (word !== undefined) return /^\w+$/.test(word) ? word : quoted(word);
  }
  // Whatever is no number and no bytes was written by somebody.
  if (typeof value === "string" && !isHexString(value)) return quoted(value, 100);
  const text = Array.isArray(value) ? `[${value.map((one) => shown(one, "")).join(", ")}]` : String(value);
  return text.length > 100 ? `${text.slice(0, 97)}...` : text;
}
