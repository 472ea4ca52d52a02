import type { Verification } from "../../core/declaration";
import { Findings, type Check } from "../../core/findings";

/** Shows what randomness is made of, and compares it with what was founded. */
export async function verify({ inspection, terms, variant }: Verification): Promise<Check[]> {
  const findings = new Findings("profile");
  const usesBeacon = variant === "drand";
  const [[blocksAhead], margin, supported] = await inspection.multicall("what randomness is made of", [
    inspection.encodeRead("randomness", "BLOCKS_AHEAD"),
    ...(usesBeacon ? ["MARGIN", "isSupported"].map((method) => inspection.encodeRead("randomness", method)) : []),
  ]);
  const founded = terms.map(String);
  const found = [blocksAhead, ...(usesBeacon ? [margin[0] as bigint] : [])].map(String);
  const ahead = `the hash of a block, ${found[0]} ahead`;
  findings.expect("What randomness is made of", found.join() === founded.join() && supported?.[0] !== false, {
    good: usesBeacon ? `a round of drand's beacon, ${found[1]} seconds ahead, with ${ahead}` : ahead,
    bad:
      supported?.[0] === false
        ? "rounds of drand's beacon, which this chain cannot verify"
        : `founded with ${founded.join(" and ")}, and found with ${found.join(" and ")}`,
  });
  return findings.checks;
}
