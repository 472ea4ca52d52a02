import type { SectionCheck } from "../../core/declaration";

/** What only shows when the thresholds are seen together: what is constitutional is harder than what is ordinary. */
export function check({ provision, complain }: SectionCheck<unknown>): void {
  let stricter = false;
  for (const [what, key, constitutionalKey] of [
    ["quorum", "citizenQuorum", "constitutionalCitizenQuorum"],
    ["majority", "citizenMajority", "constitutionalCitizenMajority"],
  ] as const) {
    const [ordinary, constitutional] = [Number(provision(key).value), Number(provision(constitutionalKey).value)];
    stricter ||= constitutional > ordinary;
    if (constitutional < ordinary) {
      complain(
        `constitutional.citizens.${what}`,
        `is ${constitutional}: it must be at least the ordinary one, ${ordinary}.`,
      );
    }
  }
  if (!stricter) complain("constitutional", "must be stricter than ordinary in at least one threshold.");
}
