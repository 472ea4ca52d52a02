import { decodeBytes32String } from "ethers";
import { Findings, type Check } from "../../core/findings";
import type { Inspection } from "../../core/inspection";
import { onChain, type ProvisionKind, type ProvisionSpec } from "../../core/provision-specs";
import { moment } from "../../core/units";
import { provisionsOf } from "../provisions";
import type { Subject } from "./subjects";
import { termsIn } from "./terms";

/** What a kind counts on chain, where that is another word. */
const unitNames: Partial<Record<ProvisionKind, string>> = {
  percent: "basis points",
  share: "basis points of the citizens",
};

interface ProvisionRead {
  key: string;
  current: bigint;
  standing: bigint;
  trialUntil: bigint;
  min: bigint;
  max: bigint;
}

/** Whether some bounds are those that no charter can choose. */
const isBeyond = (
  { kind, limits }: ProvisionSpec,
  { min, max }: { readonly min: bigint; readonly max: bigint },
): boolean => {
  const [least, most] = limits.map((limit) => onChain(kind, limit));
  return min < least || max > most;
};

/** The bounds that an institution was created with, and that no charter can choose. They never change. */
export function checkBounds(subject: Subject): Check[] {
  const findings = new Findings("provisions");
  const specs = provisionsOf(subject.name);
  const terms = specs.length === 0 ? [] : (termsIn(subject).at(-1) as { min: bigint; max: bigint }[]);
  for (const [place, spec] of specs.entries()) {
    const { min, max } = terms[place];
    if (!isBeyond(spec, terms[place])) continue;
    const { key, limits } = spec;
    const detail = `${subject.address}, which was the ${subject.name}, has it within ${min} to ${max}`;
    findings.add(
      `${subject.name}.${key}`,
      "fault",
      `${detail}; no charter can choose bounds outside ${limits.join(" to ")}`,
    );
  }
  return findings.checks;
}

/**
 * Compares every provision and its bounds with what its institution was created with, and those bounds with what a charter can
 * choose.
 */
export async function checkProvisions(inspection: Inspection, subjects: readonly Subject[]): Promise<Check[]> {
  const findings = new Findings("provisions");
  const holding = subjects.filter(({ name }) => provisionsOf(name).length > 0);
  const holders = holding.map(({ name }) => name);
  const read = await inspection.multicall(
    "the provisions",
    holders.map((name) => inspection.encodeRead(name, "provisions")),
  );
  const acts = await inspection.queryLogs(holders, ["ProvisionSet", "ProvisionTried", "ProvisionRatified"]);

  for (const [index, subject] of holding.entries()) {
    const institution = subject.name;
    const specs = provisionsOf(institution);
    const terms = termsIn(subject).at(-1) as { value: bigint; min: bigint; max: bigint }[];
    const found = read[index][0] as ProvisionRead[];
    if (found.length !== specs.length) {
      findings.add(institution, "fault", `has ${found.length} provisions, not ${specs.length}`);
      continue;
    }
    for (const [place, spec] of specs.entries()) {
      const { key, kind, limits } = spec;
      const title = `${institution}.${key}`;
      const [now, founded] = [found[place], terms[place]];
      const since = acts
        .filter(({ institution: of, event }) => of === institution && event.args[0] === now.key)
        .slice(1);
      const bounds = `within ${now.min} to ${now.max}`;
      const trial =
        now.current === now.standing
          ? ""
          : `, ${now.current} on trial until ${moment.format(moment.from(now.trialUntil))}`;
      const detail = `${now.standing}${trial}, ${bounds} (${unitNames[kind] ?? kind})`;
      if (isBeyond(spec, now)) {
        findings.add(title, "fault", `${detail}; no charter can choose bounds outside ${limits[0]} to ${limits[1]}`);
      } else if (decodeBytes32String(now.key) !== key || now.min !== founded.min || now.max !== founded.max) {
        findings.add(title, "fault", `${detail}; founded within ${founded.min} to ${founded.max}`);
      } else if (now.current === founded.value && now.standing === founded.value && since.length === 0) {
        findings.add(title, "founded", detail);
      } else if (inspection.areLawful(since)) {
        findings.add(title, "changed", `${detail}; founded as ${founded.value}${inspection.because(since)}`);
      } else {
        findings.add(title, "fault", `${detail}; founded as ${founded.value}, and no decision changed it`);
      }
    }
  }
  return findings.checks;
}
