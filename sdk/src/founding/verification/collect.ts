import type { Check } from "../../core/findings";
import type { Evidence } from "../../core/evidence";
import { isOptional, type InstitutionName } from "../../institutions/registry";
import type { CodeSource } from "../codes";
import { namesOf } from "../institutions";
import { checkBirth } from "./birth";
import { checkCode, checkDeployer, findDeployment, readDeployments, recordOf } from "./code";
import type { Known } from "./discovery";
import { adoptedIn, type Subject, type Tenures } from "./subjects";

/** The institutions as they were founded. */
export async function foundedSubjects(
  evidence: Evidence,
  { known, tenures }: { readonly known: Known; readonly tenures: Tenures },
): Promise<Subject[]> {
  const { institutions, deployer, performed } = known;
  const names = namesOf(institutions);
  const addresses = names.map((name) => institutions[name]!.address);
  const deployments = await readDeployments(evidence, { deployer, addresses, performed });
  const replaced = adoptedIn(tenures, known);
  return names.map((name) => {
    const one = institutions[name]!;
    const deployment = deployments.find(({ address }) => address === one.address);
    const isCurrent = !replaced.some((other) => other.name === name);
    return { ...one, name, origin: "founded", isCurrent, deployer, deployment };
  });
}

/** The institutions that decisions appointed since, as far as they are what this software would have built. */
export async function adoptedSubjects(
  evidence: Evidence,
  { known, tenures, code }: { readonly known: Known; readonly tenures: Tenures; readonly code: CodeSource },
): Promise<{
  readonly subjects: readonly Subject[];
  /** Those of which nothing is wrong, though not all can be shown: they have their places, and nothing else is compared. */
  readonly unshown: readonly { readonly name: InstitutionName; readonly account: string }[];
  readonly checks: readonly Check[];
}> {
  const subjects: Subject[] = [];
  const unshown: { readonly name: InstitutionName; readonly account: string }[] = [];
  const checks: Check[] = [];
  for (const { name, account } of adoptedIn(tenures, known)) {
    const { subject, checks: found } = await examine(evidence, { name, account, code });
    checks.push(...found);
    if (isProved(found)) subjects.push(subject);
    else if (isBlameless(found) && isOptional(name)) unshown.push({ name, account });
  }
  return { subjects, unshown, checks };
}

/** Whether some checks found what they looked for: no fault, and nothing that could not be shown. */
export const isProved = (checks: readonly Check[]): boolean =>
  !checks.some(({ finding }) => finding === "fault" || finding === "incomplete");

/** Whether some checks found nothing wrong, though some of it may not be shown. */
export const isBlameless = (checks: readonly Check[]): boolean => !checks.some(({ finding }) => finding === "fault");

/** Compares an account that is to be an institution, or was appointed, with what this software would have built. */
export async function examine(
  evidence: Evidence,
  { name, account, code }: { readonly name: InstitutionName; readonly account: string; readonly code: CodeSource },
): Promise<{ readonly subject: Subject; readonly checks: readonly Check[] }> {
  const deployment = await findDeployment(evidence, { address: account, code });
  const record = await recordOf(name, { address: account, creation: deployment?.creation, code });
  const deployer = deployment?.deployer ?? account;
  const subject: Subject = { ...record, name, origin: "adopted", isCurrent: true, deployer, deployment };
  const checks = await checkCode(evidence, subject, code);
  if (deployment === undefined) return { subject, checks };
  // Only its true code lets nothing be created there but what its plan says.
  const title = `The deployer of the adopted ${name}`;
  const [known] = await checkDeployer(evidence, { title, deployer, code });
  // By other code anything may have been created: what it tells proves nothing.
  if (known.finding === "fault")
    return { subject, checks: [...checks.filter(({ finding }) => finding !== "incomplete"), known] };
  const born = await checkBirth(evidence, { title, deployer, origin: "adopted", code });
  return { subject, checks: [...checks, ...born.filter((one) => !isProved([one]))] };
}
