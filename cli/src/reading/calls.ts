import type { Call, NationClient } from "../../../sdk/src";
import { fromKey } from "../../../sdk/src/core";
import { institutionNames, powers, type InstitutionName } from "../../../sdk/src/founding";

/** A part of a call's data, as people compare it. */
const shown = (value: unknown, name: string): string => {
  if (typeof value === "string" && /^0x[0-9a-f]{64}$/i.test(value) && /key|name/i.test(name)) return fromKey(value);
  if (Array.isArray(value)) return `[${value.map((one) => shown(one, name)).join(", ")}]`;
  return typeof value === "string" && !value.startsWith("0x") ? JSON.stringify(value) : String(value);
};

/** What calls do, in a line each. */
export async function describeCalls(nation: NationClient, calls: readonly Call[]): Promise<string[]> {
  const { institutions } = await nation.profile();
  return calls.map(({ target, data }) => {
    const found = Object.entries(institutions).find(([, address]) => address.toLowerCase() === target.toLowerCase());
    const name = found?.[0];
    const entry = powers().find(({ contract, selector }) => contract === name && selector === data.slice(0, 10));
    if (name === undefined || entry === undefined) return `call ${target} with ${data.slice(0, 10)}…`;
    const contract = contractOf(nation, name as InstitutionName);
    const values = contract?.interface.decodeFunctionData(entry.function, data) ?? [];
    const parts = entry.function.inputs.map((input, index) => `${input.name}: ${shown(values[index], input.name)}`);
    return `${name}.${entry.function.name}(${parts.join(", ")})`;
  });
}

/** The contract of an institution that has a client. */
export function contractOf(nation: NationClient, name: InstitutionName) {
  if (name === "nation") return nation.contract;
  if (name === "passport" || !institutionNames.includes(name)) return undefined;
  return nation[name].contract;
}
