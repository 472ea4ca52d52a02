import { contractsOf } from "../../sdk/src/founding/institutions";
import { powers, powerTable, roles, type Power, type PoweredName } from "../../sdk/src/founding/powers";
import { markdownDocument } from "./markdown";

const MEANINGS: Readonly<Record<Power, string>> = {
  anyone: "everybody, for themselves or with the signature of whom it concerns",
  holder: "whoever holds what is moved or given up",
  citizen: "an active citizen",
  spender: "whom the budget names",
  proposer: "whoever made the proposal",
  juror: "the citizen who sits on that seat of the panel",
  party: "whom the agreement, or the case, names as a party: the account that holds the citizenship, of a citizen",
  government: `the timelock, carrying out what passed (role ${roles.government})`,
  registrar: `who holds role ${roles.registrar}: the timelock, and citizens appointed to the office`,
  justice: `who holds role ${roles.justice}: the tribunal alone, which carries out what the court ruled`,
  recovery: `who holds role ${roles.recovery}: nobody, until somebody is appointed`,
  governor: "the governor contract alone",
  court: "the court contract alone",
  tribunal: "the tribunal contract, to itself: a sanction that the court ruled",
  timelock: "the timelock contract, to itself: a decision that passed",
  constitution: "the constitution contract alone, when the government re-points an institution",
  founder: "whoever created the deployer; it gives no power over what it deployed",
};

/** The contract of an institution, or those that it can be founded with. */
function contractsIn(name: PoweredName): string {
  const contracts = name === "deployer" ? ["NationDeployer"] : contractsOf(name);
  return contracts.map((contract) => `\`${contract}\``).join(" or ");
}

/** docs/powers.md: the one table of powers, for people. */
export function powersDocument(): Promise<string> {
  const sections = (Object.keys(powerTable) as PoweredName[]).map((name) => {
    const rows = powers()
      .filter((entry) => entry.contract === name)
      .map(({ signature, power, note }) => `| \`${signature}\` | ${power} | ${note ?? ""} |`);
    const table =
      rows.length === 0
        ? "Nothing here changes state."
        : `| function | who | note |\n| --- | --- | --- |\n${rows.join("\n")}`;
    return `## ${name} (${contractsIn(name)})\n\n${table}`;
  });
  const meanings = Object.entries(MEANINGS).map(([power, meaning]) => `| ${power} | ${meaning} |`);
  return markdownDocument(`# Who may do what

<!-- Generated from sdk/src/founding/powers.ts by \`npm run docs\`. -->

Every function of every contract that changes state, and who may call it. This is the one table of powers: the founding grants
by it, \`npm run verify\` compares the chain with it, and the tests call every guarded function from everybody who is not named
here. After the founding nobody holds a power but the government, which acts by decisions of the citizens alone, and the citizens
whom the charter, or the government, appointed to an office for a term.

| who | means |
| --- | --- |
${meanings.join("\n")}

${sections.join("\n\n")}
`);
}
