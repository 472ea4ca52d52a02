import type { Provider } from "ethers";
import { Findings, type Check, type VerificationReport } from "../core/findings";
import type { Inspection } from "../core/inspection";
import { declarationOf } from "../institutions/registry";
import { spine } from "../institutions/spine";
import { packagedCode, type CodeSource } from "./codes";
import { NothingToVerifyError } from "./errors";
import { forEach, unknownOf, variantOf } from "./institutions";
import type { FoundingRecord } from "./journal";
import { addressesIn } from "./plan";
import { retry, RETRY_DEFAULTS, type RetryOptions } from "./retry";
import { checkActs, handOverIn } from "./verification/acts";
import { checkArticles } from "./verification/articles";
import { checkAuthority } from "./verification/authority";
import { checkCode, checkDeployer } from "./verification/code";
import { adoptedSubjects, examine, foundedSubjects } from "./verification/collect";
import { discover, knownFrom, type Known } from "./verification/discovery";
import { inspectionOf } from "./verification/inspecting";
import { checkProvisions } from "./verification/provisions";
import { readTenures, tenureOf, type Subject, type Tenures } from "./verification/subjects";
import { checkTerms, termsIn } from "./verification/terms";
import { accountsKnownBy, checkWiring } from "./verification/wiring";

export { reportText, type Check, type Finding, type VerificationReport } from "../core/findings";

/** How to verify. Everything has a default. */
export interface VerificationOptions extends Partial<RetryOptions> {
  /** What the institutions' code must be; by default that of this package. */
  readonly code?: CodeSource;
}

/**
 * Reads a nation from the chain and compares everything with how it was founded: the code of every institution and the terms it
 * was created with, whom each of them knows, every provision and its bounds, the articles, the directory, every role on every
 * contract, the hand-over. What the government changed since by decisions that passed is kept apart from faults.
 *
 * @param provider A node of the nation's chain that still has the logs since the founding.
 * @param nation The record of the founding; or the nation's address, when what the charter said about articles, citizens and
 *        offices cannot be compared.
 * @returns The report; {@link reportText} prints it.
 * @throws {@link NothingToVerifyError} if there is no founded nation.
 * @example
 * const { faults, changes } = await verifyFounding(provider, record);
 */
export async function verifyFounding(
  provider: Provider,
  nation: FoundingRecord | string,
  options: VerificationOptions = {},
): Promise<VerificationReport> {
  const { code = packagedCode, ...rest } = options;
  const retryOptions = { ...RETRY_DEFAULTS, ...rest };
  const known =
    typeof nation === "string" ? await discover(provider, nation, { code, retryOptions }) : knownFrom(nation);
  const { record } = known;
  const addresses = addressesIn(known);
  const to = await retry("the latest block", () => provider.getBlockNumber(), retryOptions);
  const range = { from: known.from, to };
  const asFounded = inspectionOf(provider, { addresses, range, retryOptions });

  const last = Object.values(addresses as Readonly<Record<string, string>>).at(-1)!;
  const built = await retry("the nation's code", () => provider.getCode(last), retryOptions);
  if (built === "0x")
    throw new NothingToVerifyError(addresses[spine.directory.name], "its last institution is not built");

  const checks: Check[] = [];
  if (record !== undefined) checks.push(...checkTerms(record, addresses));
  checks.push(...checkUnknown(known));
  checks.push(...(await checkDeployer(asFounded, { title: "NationDeployer", deployer: known.deployer, code })));
  const tenures = await readTenures(asFounded, known);
  const founded = await foundedSubjects(asFounded, { known, tenures });
  for (const subject of founded) checks.push(...(await checkCode(asFounded, subject, code)));
  // What is read with other code than expected would be nonsense: faults of code end the comparison.
  if (!checks.some(({ finding }) => finding === "fault")) {
    const adopted = await adoptedSubjects(asFounded, { known, tenures, code });
    checks.push(...adopted.checks);
    const subjects = [...founded, ...adopted.subjects];
    const inView = [
      ...founded.filter(({ name }) => !adopted.subjects.some((one) => one.name === name)),
      ...adopted.subjects,
    ];
    const current = {
      ...addresses,
      ...forEach(
        adopted.subjects.map(({ name }) => name),
        (_, index) => adopted.subjects[index].address,
      ),
    };
    const inspection = inspectionOf(provider, { addresses: current, range, retryOptions });

    for (const subject of subjects) checks.push(...checkWiring(subject, tenures));
    checks.push(...(await checkFormer(asFounded, { subjects, tenures, code })));
    checks.push(...(await checkInstitutions(inspection, { founder: known.founder, inView })));
    checks.push(...(await checkProvisions(inspection, inView)));
    if (record !== undefined) checks.push(...(await checkArticles(inspection, record)));
    checks.push(...(await checkActs(inspection, record ?? known)));
    const unknown = unknownOf(addresses).map((name) => (addresses as Readonly<Record<string, string>>)[name]);
    checks.push(...(await checkAuthority(inspection, { ...(record ?? known), subjects, inView, unknown })));
  }
  const found = (finding: Check["finding"]) => checks.filter((check) => check.finding === finding);
  return {
    nation: addresses[spine.directory.name],
    block: to,
    checks,
    faults: found("fault"),
    changes: found("changed"),
    unknown: found("unknown"),
    comparedWithCharter: record !== undefined,
  };
}

/** Tells which founded institutions this software does not know. */
function checkUnknown({ institutions }: Known): Check[] {
  const findings = new Findings("code");
  for (const name of unknownOf(institutions)) {
    findings.add(name, "unknown", "is an institution that this software does not know: a newer version can verify it");
  }
  return findings.checks;
}

/** Compares those that decisions appointed and replaced since, where others know them still: what they say is obeyed. */
async function checkFormer(
  inspection: Inspection,
  context: { readonly subjects: readonly Subject[]; readonly tenures: Tenures; readonly code: CodeSource },
): Promise<Check[]> {
  const { subjects, tenures, code } = context;
  const checks: Check[] = [];
  const seen = new Set(subjects.map(({ address }) => address));
  const queue = [...subjects];
  for (const subject of queue) {
    for (const { name, account } of accountsKnownBy(subject)) {
      const isAppointed = tenureOf(tenures, { name, address: account }) !== undefined;
      if (seen.has(account) || !isAppointed) continue;
      seen.add(account);
      const { subject: found, checks: compared } = await examine(inspection, { name, account, code });
      const faults = compared.filter(({ finding }) => finding === "fault");
      checks.push(...faults);
      if (faults.length > 0) continue;
      const former = { ...found, isCurrent: false };
      checks.push(...checkWiring(former, tenures).filter(({ finding }) => finding === "fault"));
      queue.push(former);
    }
  }
  return checks;
}

/** Lets each institution compare what nothing but itself has. */
async function checkInstitutions(
  inspection: Inspection,
  { founder, inView }: { readonly founder: string; readonly inView: readonly Subject[] },
): Promise<Check[]> {
  const handOver = await handOverIn(inspection, founder);
  const end = handOver?.log.blockNumber ?? inspection.range.to;
  const checks: Check[] = [];
  for (const subject of inView) {
    const { name, contract } = subject;
    const found = await declarationOf(name).verify?.({
      inspection,
      terms: termsIn(subject),
      variant: variantOf(name, contract),
      exemptSince: inView
        .filter((one) => one.origin === "adopted" && declarationOf(one.name).taxExempt)
        .map((one) => ({ name: one.name, account: one.address })),
      beforeHandOver: async (events) =>
        (await inspection.queryLogs([name], events)).filter(({ log }) => log.blockNumber <= end),
    });
    checks.push(...(found ?? []));
  }
  return checks;
}
