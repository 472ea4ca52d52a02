import type { Verification } from "../../core/declaration";
import { Findings, type Check } from "../../core/findings";

/** Compares the token's names with those that it was created with. */
export async function verify({ inspection, terms }: Verification): Promise<Check[]> {
  const findings = new Findings("profile");
  const [, , , name, symbol] = terms as unknown as readonly string[];
  const [[foundName], [foundSymbol]] = await inspection.multicall("the citizenship's names", [
    inspection.encodeRead("citizenship", "name"),
    inspection.encodeRead("citizenship", "symbol"),
  ]);
  for (const [title, founded, found] of [
    ["The citizenship's name", name, foundName],
    ["The citizenship's symbol", symbol, foundSymbol],
  ] as const) {
    inspection.compare(findings, { title, founded, found: String(found), since: undefined });
  }
  return findings.checks;
}
