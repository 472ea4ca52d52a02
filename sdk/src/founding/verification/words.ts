import { Findings, type Check } from "../../core/findings";
import { declarationOf, type ByInstitution, type InstitutionName } from "../../institutions/registry";
import { spine } from "../../institutions/spine";
import { provisionIn, type Charter } from "../charter";
import { namesOf, variantOf, type Addresses } from "../institutions";
import { provisionsOf } from "../provisions";

/** So many accounts are named; of more the number is told. */
const NAMED = 20;

/** Says in plain words what a nation was founded with: who had what, and how long its decisions take. */
export function inWords(
  { charter, citizens }: { readonly charter: Charter; readonly citizens: readonly string[] },
  {
    addresses,
    contracts,
  }: {
    readonly addresses: Addresses;
    /** The contract that each institution was built by. */
    readonly contracts: ByInstitution<{ readonly contract: string }>;
  },
): Check[] {
  const findings = new Findings("terms");
  const say = (title: string, words: string) => {
    findings.add(title, "founded", words);
  };
  const named = citizens.slice(0, NAMED).join(", ");
  const more = citizens.length > NAMED ? ` and ${citizens.length - NAMED} others` : "";
  say("Who the first citizens were", `${citizens.length}: ${named}${more}`);

  const { genesis, symbol } = charter.coin;
  say("Who got the first coins", `${genesis.perCitizen} ${symbol} each of them, ${genesis.treasury} the treasury`);
  const exempt = namesOf(addresses).filter((name) => declarationOf(name).taxExempt);
  say("Who bears no tax", exempt.map((name) => `the ${name} (${addresses[name]})`).join(", ") || "nobody");

  const offices = charter.offices.map(({ role, citizen, term }) => `${role}: ${citizen} for ${term}`);
  say("Which offices there were", offices.join(", ") || "none");

  // What a charter may leave to the chain nothing but this tells without a record.
  for (const name of namesOf(addresses)) {
    const variant = variantOf(name, contracts[name]!.contract);
    if (variant !== undefined) say(`By what the ${name} works`, `${variant} (${contracts[name]!.contract})`);
  }

  const figure = (name: InstitutionName, key: string): string => {
    const spec = provisionsOf(name).find((one) => one.key === key);
    if (spec === undefined) return "nothing";
    const { value } = provisionIn(charter, spec);
    return spec.kind === "percent" || spec.kind === "share" ? `${value} %` : String(value);
  };
  const [assembly, executive] = [spine.assembly.name, spine.executive.name];
  say(
    "How long votes last",
    `${figure(assembly, "votingPeriod")}, from ${figure(assembly, "votingDelay")} after the proposal`,
  );
  say(
    "How long decisions wait",
    `${figure(executive, "delay")}; those on money and the constitution ${figure(executive, "longDelay")}`,
  );
  say(
    "How many must agree",
    `${figure(assembly, "citizenQuorum")} of the citizens, and more than ${figure(assembly, "citizenMajority")} of the votes; on the constitution ${figure(assembly, "constitutionalCitizenQuorum")}, and more than ${figure(assembly, "constitutionalCitizenMajority")}`,
  );
  return findings.checks;
}
