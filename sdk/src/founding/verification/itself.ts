import { Findings, type Check } from "../../core/findings";
import { CharterError, charterHashOf, parseCharter } from "../charter";
import { checksummed, unknownOf } from "../institutions";
import type { FoundingRecord } from "../journal";

/** Compares a record with itself: its charter is the one that was founded, can found a nation, and names these citizens. */
export function checkItself({ charter, charterHash, citizens, institutions }: FoundingRecord): Check[] {
  const findings = new Findings("founding acts");
  const digest = charterHashOf(charter);
  findings.expect("The record's charter", digest === charterHash, {
    good: `has the digest that the record says, ${digest}`,
    bad: `was edited: its digest is ${digest}, and the record says ${charterHash}`,
  });
  const problems = problemsOf(charter, { digest, unknown: unknownOf(institutions) });
  findings.expect("The charter's limits", problems.length === 0, {
    good: "are kept, and nothing is left out",
    bad: problems.join("; "),
  });
  const others = charter.citizens.filter(
    ({ address }, index) => address !== undefined && checksummed(address) !== citizens[index],
  );
  findings.expect("The record's citizens", others.length === 0 && citizens.length === charter.citizens.length, {
    good: `are the ${citizens.length} of the charter`,
    bad: "are not those whom the charter names",
  });
  return findings.checks;
}

function problemsOf(
  charter: FoundingRecord["charter"],
  { digest, unknown }: { readonly digest: string; readonly unknown: readonly string[] },
): string[] {
  try {
    return charterHashOf(parseCharter(charter)) === digest ? [] : ["the charter lacks what every charter says"];
  } catch (error) {
    if (!(error instanceof CharterError)) throw error;
    // A charter may found what a newer version of this software knows.
    const known = error.problems.filter(({ field }) => !unknown.some((name) => field === `institutions.${name}`));
    return known.map(({ field, message }) => `${field} ${message}`);
  }
}
