import { keptRoles } from "../core/roles";
import { dataSlice, ZeroAddress, type Provider } from "ethers";
import type { ChainLog, Evidence } from "../core/evidence";
import { Findings, reportOf, type Check, type VerificationReport } from "../core/findings";
import type { DecisionOf, Inspection } from "../core/inspection";
import { declarationOf, isKnown, isOptional } from "../institutions/registry";
import { spine } from "../institutions/spine";
import type { Charter } from "./charter";
import { packagedCode, type CodeSource } from "./codes";
import { NothingToVerifyError } from "./errors";
import { checksummed, deployerInterface, forEach, namesOf, unknownOf, variantOf } from "./institutions";
import type { FoundingRecord } from "./journal";
import { addressesIn, rolesHeld } from "./plan";
import { RETRY_DEFAULTS } from "./retry";
import type { Step } from "./steps";
import { checkActs, handOverIn, isUntil } from "./verification/acts";
import { checkArticles } from "./verification/articles";
import { checkAuthority } from "./verification/authority";
import { checkBirth } from "./verification/birth";
import { checkCode, checkDeployer } from "./verification/code";
import { adoptedSubjects, examine, foundedSubjects, isBlameless, isProved } from "./verification/collect";
import { discover, knownFrom, lastBlockOf, type Known } from "./verification/discovery";
import { checkBeside, checkCompleteness, checkDeployments } from "./verification/completeness";
import { evidenceOf, inspectionOf, type AskOptions } from "./verification/inspecting";
import { checkExplained } from "./verification/changes";
import { explain } from "./verification/explain";
import type { Account, Explained } from "./verification/explanations";
import { deriveCharter } from "./verification/derived";
import type { PerformedStep } from "./verification/performed";
import { checkItself } from "./verification/itself";
import { casesBeforeOpening } from "./verification/opening";
import { inWords } from "./verification/words";
import { checkPlan } from "./verification/plan";
import { checkBounds, checkProvisions } from "./verification/provisions";
import { readTenures, tenuresOf, type Subject, type Tenures } from "./verification/subjects";
import { checkChoice, checkTerms, termsIn } from "./verification/terms";
import { accountsKnownBy, checkWiring } from "./verification/wiring";

export { reportText, type Check, type Finding, type Verdict, type VerificationReport } from "../core/findings";

/** How to verify. Everything has a default. */
export interface VerificationOptions extends Partial<AskOptions> {
  /** What the institutions' code must be; by default that of this package. */
  readonly code?: CodeSource;
}

/**
 * Reads a nation from the chain and compares everything with how it was founded: the code of every institution and the terms it
 * was created with, whom each of them knows, every provision and its bounds, the articles, the directory, every role on every
 * contract, the hand-over. What the government changed since by decisions that passed is kept apart from faults.
 *
 * @param provider A node of the nation's chain that still has the logs since the founding.
 * @param nation The record of the founding; or the nation's address: its charter is then read back from the chain, all but the
 *        names that it gives to people.
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
  const ask = { ...RETRY_DEFAULTS, ...rest };
  const started = Date.now();
  for (let tries = 1; ; ++tries) {
    const report = await verifyOnce(provider, nation, { code, ask });
    // What one answer kept back the next may tell.
    const isLast = tries === ATTEMPTS || Date.now() - started > ask.nodeTimeoutMs / 2;
    if (report.verdict !== "incomplete" || isLast) return report;
  }
}

/** How often evidence that is incomplete is gathered anew. */
const ATTEMPTS = 6;

async function verifyOnce(
  provider: Provider,
  nation: FoundingRecord | string,
  { code, ask }: { readonly code: CodeSource; readonly ask: AskOptions },
): Promise<VerificationReport> {
  const pinned = await evidenceOf(provider, { ask, ...(typeof nation !== "string" && { least: lastBlockOf(nation) }) });
  const known =
    typeof nation === "string"
      ? await discover(pinned, { address: nation, code })
      : await knownFrom(nation, { evidence: pinned, code });
  const { record, evidence, codes, performed } = known;
  const { steps } = performed;
  const addresses = addressesIn(known);

  const last = Object.values(addresses as Readonly<Record<string, string>>).at(-1)!;
  if ((await evidence.code(last)) === "0x")
    throw new NothingToVerifyError(addresses[spine.directory.name], "its last institution is not built");

  const checks: Check[] = [];
  if (record !== undefined) {
    checks.push(...checkItself(record), ...checkTerms(record, addresses));
    checks.push(...(await checkChoice(record, { provider, evidence })));
  }
  checks.push(...checkUnknown(known));
  checks.push(...(await checkDeployer(evidence, { title: "NationDeployer", deployer: known.deployer, code })));
  // The address of a record's deployer commits to its creation code; that is compared with the plan.
  if (record === undefined) {
    const { deployer } = known;
    checks.push(
      ...(await checkBirth(evidence, { title: "The birth of the deployer", deployer, origin: "founded", code })),
    );
  }
  checks.push(...(await checkDeployments(evidence, known.deployer)));
  if (!checks.some(({ finding }) => finding === "fault")) {
    const { told } = performed;
    const plan = {
      deployer: known.deployer,
      names: Object.keys(addresses),
      codes,
      record,
      steps: steps.map(stepOf),
      told,
    };
    checks.push(...(await checkPlan(evidence, plan)));
  }
  const accounts = namesOf(addresses).map((name): Account => ({ name, address: addresses[name]! }));
  const first = await explain(evidence, { accounts, deployers: [known.deployer], steps });
  const tenures = await readTenures(inspectionOf(evidence, { addresses, decisionOf: decisionsOf(first) }), known);
  const founded = await foundedSubjects(evidence, { known, tenures });
  for (const subject of founded) checks.push(...(await checkCode(evidence, subject, code)));
  // What is read with other code than expected, or with terms that nothing proves, would be nonsense: that ends the comparison.
  const isReadable = founded.every(({ deployment }) => deployment?.creation !== undefined);
  if (isReadable && !checks.some(({ finding }) => finding === "fault")) {
    const terms = record ?? (await traced(known, checks));
    const { later, faults } = await appointed(evidence, { tenures, known, code });
    const explained =
      later.length === 0
        ? first
        : await explain(evidence, {
            accounts: [...accounts, ...later],
            deployers: [known.deployer, ...later.map(({ deployer }) => deployer)],
            steps,
          });
    const adopted = await adoptedSubjects(evidence, { known, tenures, code });
    checks.push(...adopted.checks, ...faults, ...later.flatMap(({ unproved }) => unproved));
    const subjects = [...founded, ...adopted.subjects];
    const inView = [
      ...founded.filter(({ name }) => ![...adopted.subjects, ...adopted.unshown].some((one) => one.name === name)),
      ...adopted.subjects,
    ];
    const current = {
      ...addresses,
      ...forEach(
        adopted.subjects.map(({ name }) => name),
        (_, index) => adopted.subjects[index].address,
      ),
      ...forEach(
        adopted.unshown.map(({ name }) => name),
        (_, index) => adopted.unshown[index].account,
      ),
    };
    const inspection = inspectionOf(evidence, { addresses: current, decisionOf: decisionsOf(explained) });

    for (const subject of subjects) checks.push(...checkWiring(subject, tenures));
    checks.push(...(await checkFormer(evidence, { subjects, tenures, code })));
    checks.push(
      ...(await checkCompleteness(
        inspection,
        inView.map(({ name }) => name),
      )),
    );
    // Whoever only brings cases for others has no power by that.
    const held = rolesHeld(namesOf(addresses)).filter(({ role }) => !keptRoles.includes(role));
    const powerful = [known.deployer, ...held.map((one) => addresses[one.institution]!)];
    checks.push(...(await checkInstitutions(inspection, { deployer: known.deployer, inView })));
    checks.push(...(await checkProvisions(inspection, inView)));
    if (terms !== undefined) {
      checks.push(...(await checkArticles(inspection, terms)));
      checks.push(...inWords(terms, { addresses, contracts: known.institutions }));
    }
    checks.push(...(await checkActs(inspection, { ...known, ...terms })));
    const unknown = unknownOf(addresses).map((name) => (addresses as Readonly<Record<string, string>>)[name]);
    checks.push(
      ...(await checkAuthority(inspection, {
        ...known,
        ...terms,
        subjects,
        inView,
        former: formerIn(tenures, subjects),
        unknown,
        named: explained.named,
      })),
    );
    const looked = [...accounts, ...later].map(({ address }) => address);
    checks.push(...(await checkBeside(evidence, { unexplained: explained.unexplained, addresses: looked })));
    const isTold = (log: ChainLog) => inspection.isTold(log);
    const handedOver = steps.at(-1)?.log;
    const early = await casesBeforeOpening(inspection, { cases: explained.cases, handedOver });
    checks.push(...checkExplained(explained, { handedOver, early, powerful, isTold }));
  }
  return reportOf(onceEach(checks), {
    nation: addresses[spine.directory.name],
    block: evidence.pin.number,
    comparedWithCharter: record !== undefined,
  });
}

/** Checks without those that say the same again: an institution may have been looked at for several reasons. */
const onceEach = (checks: readonly Check[]): Check[] => [
  ...new Map(checks.map((check) => [JSON.stringify(check), check])).values(),
];

const stepOf = ({ step }: PerformedStep): Step => step;

/** What the chain alone tells of the charter: the one that gives these terms and these steps, if any charter can. */
async function traced(
  { evidence, deployer, institutions, codes, performed }: Known,
  checks: Check[],
): Promise<{ readonly charter: Charter; readonly citizens: string[] } | undefined> {
  if (checks.some(({ finding }) => finding === "incomplete")) return undefined;
  const data = deployerInterface.encodeFunctionData("FOUNDER");
  const founder = checksummed(dataSlice(await evidence.call("the founder", { to: deployer, data }), 12));
  const chainId = await evidence.read("the chain's id", (node) => node.chainId());
  const derived = deriveCharter({
    founder,
    chainId,
    deployer,
    names: namesOf(institutions),
    all: Object.keys(institutions),
    institutions,
    steps: performed.steps.map(stepOf),
    codes,
  });
  checks.push(...derived.checks);
  return derived.charter && { charter: derived.charter, citizens: [...derived.citizens] };
}

/** How a report names the decision that explains a log. */
const decisionsOf =
  ({ of }: Explained): DecisionOf =>
  (log) => {
    const explanation = of(log);
    return explanation?.by === "decision" ? explanation.decision.name : undefined;
  };

/** A contract that a decision appointed, be it replaced by now, and whom it knows. */
interface Appointed extends Account {
  readonly deployer: string;
  readonly knows: readonly string[];
  readonly unproved: readonly Check[];
}

/**
 * The contracts that decisions appointed since, be they replaced by now, as far as they may be what this software would have built,
 * and know nobody else. What only a genuine one explains counts as explained; of whatever cannot be shown to be one it is told. Bounds
 * that no charter can choose are a fault, also once another one has the place.
 */
async function appointed(
  evidence: Evidence,
  { tenures, known, code }: { readonly tenures: Tenures; readonly known: Known; readonly code: CodeSource },
): Promise<{ readonly later: readonly Appointed[]; readonly faults: readonly Check[] }> {
  const founded = Object.values(addressesIn(known) as Readonly<Record<string, string>>);
  const later = [...tenures].flatMap(([name, held]) =>
    isKnown(name) && isOptional(name)
      ? held
          .filter(({ account }) => account !== ZeroAddress && !founded.includes(account))
          .map(({ account }) => ({ name, account }))
      : [],
  );
  let left: Appointed[] = [];
  const faults: Check[] = [];
  for (const { name, account } of later) {
    if (left.some(({ address }) => address === account)) continue;
    const { subject, checks } = await examine(evidence, { name, account, code });
    if (!isBlameless(checks)) continue;
    if (isProved(checks)) {
      // Of what has its place still, its provisions are compared as a whole.
      const bounds = tenures.get(name)!.at(-1)!.account === account ? [] : checkBounds(subject);
      faults.push(...bounds);
      if (!isBlameless([...bounds, ...checkWiring({ ...subject, isCurrent: false }, tenures)])) continue;
    }
    const knows = isProved(checks) ? accountsKnownBy(subject).map((one) => one.account) : [];
    const unproved = checks.filter((one) => !isProved([one]));
    left.push({ name, address: account, deployer: subject.deployer, knows, unproved });
  }
  // One that obeys strangers explains nothing, whoever has its place by now; nor does one that obeys such a one.
  for (let count = Infinity; left.length < count;) {
    count = left.length;
    const trusted = [...founded, ...left.map(({ address }) => address)];
    left = left.filter(({ knows }) => knows.every((account) => trusted.includes(account)));
  }
  return { later: left, faults };
}

/** The contracts that decisions appointed, and replaced by others since. One that was closed may end what it has begun. */
const formerIn = (tenures: Tenures, subjects: readonly Subject[]): Account[] =>
  [...tenures].flatMap(([name, held]) => {
    const present = held.at(-1)!.account;
    if (!isKnown(name) || present === ZeroAddress) return [];
    return held
      .filter(({ account }) => ![ZeroAddress, present, ...subjects.map(({ address }) => address)].includes(account))
      .map(({ account }) => ({ name, address: account }));
  });

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
  evidence: Evidence,
  context: { readonly subjects: readonly Subject[]; readonly tenures: Tenures; readonly code: CodeSource },
): Promise<Check[]> {
  const { subjects, tenures, code } = context;
  const checks: Check[] = [];
  const seen = new Set(subjects.map(({ address }) => address));
  const queue = [...subjects];
  for (const subject of queue) {
    for (const { name, account } of accountsKnownBy(subject)) {
      const isAppointed = tenuresOf(tenures, { name, address: account }).length > 0;
      if (seen.has(account) || !isAppointed) continue;
      seen.add(account);
      const { subject: found, checks: compared } = await examine(evidence, { name, account, code });
      if (!isProved(compared)) {
        checks.push(...compared.filter((one) => !isProved([one])));
        continue;
      }
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
  { deployer, inView }: { readonly deployer: string; readonly inView: readonly Subject[] },
): Promise<Check[]> {
  const handOver = await handOverIn(inspection, deployer);
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
      beforeHandOver: async (events) => (await inspection.queryLogs([name], events)).filter(isUntil(handOver)),
    });
    checks.push(...(found ?? []));
  }
  return checks;
}
