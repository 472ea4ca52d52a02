import { contractsOf } from "../../sdk/src/founding/institutions";
import {
  isWhollyConstitutional,
  poweredNames,
  powers,
  roles,
  type PoweredName,
  type PowerEntry,
} from "../../sdk/src/founding/powers";
import { powerMeanings } from "../../sdk/src/institutions/powers";
import { markdownDocument } from "./markdown";

/** What a line shows of whoever may call a function whose call is constitutional by the constitution's mark. */
const MARKED = "government, constitutional";

const whoOf = ({ power, constitutional }: PowerEntry): string => (constitutional ? MARKED : power);

/** The contract of an institution, or those that it can be founded with. */
function contractsIn(name: PoweredName): string {
  const contracts = name === "deployer" ? ["NationDeployer"] : contractsOf(name);
  return contracts.map((contract) => `\`${contract}\``).join(" or ");
}

/** docs/powers.md: the one table of powers, for people. */
export function powersDocument(): Promise<string> {
  const sections = poweredNames.map((name) => {
    const rows = powers()
      .filter((entry) => entry.contract === name)
      .map((entry) => `| \`${entry.signature}\` | ${whoOf(entry)} | ${entry.note ?? ""} |`);
    const table =
      rows.length === 0
        ? "Nothing here changes state."
        : `| function | who | note |\n| --- | --- | --- |\n${rows.join("\n")}`;
    const wholly = isWhollyConstitutional(name) ? "Every proposal that calls it is constitutional.\n\n" : "";
    return `## ${name} (${contractsIn(name)})\n\n${wholly}${table}`;
  });
  const meanings = Object.entries({
    ...powerMeanings,
    [MARKED]: `the timelock, carrying out a constitutional proposal (role ${roles.constitutional})`,
  }).map(([power, meaning]) => `| ${power} | ${meaning} |`);
  return markdownDocument(`# Who may do what

<!-- Generated from the @custom:access of the contracts and the declarations of the institutions by \`npm run docs\`. -->

Every function of every contract that changes state, and who may call it. This is the one table of powers: the founding grants
by it, \`npm run verify\` compares the chain with it, and the tests call every guarded function from everybody who is not named
here. After the founding nobody holds a power but the government, which acts by decisions of the citizens alone, and the citizens
whom the charter, or the government, appointed to an office for a term.

| who | means |
| --- | --- |
${meanings.join("\n")}

## How this table is proved

An auditor needs five steps from this table to "nobody else has power here":

1. **The table is the code.** A function that changes state without a line here fails \`npm run sdk:generate\`. A test calls every
   guarded function from everybody who is not named, and expects its refusal.
2. **The chain is the table.** The constitution maps each guarded function to a role. A function that is not mapped is the
   government's. \`npm run verify\` reads both, function by function and role by role.
3. **Nobody else ever held the government's role.** The deployer holds it from its birth to the last step of its plan, and the
   timelock from then on. The deployer can do nothing but the plan, to which its address commits. See
   [founding](founding.md#the-address-is-the-proof).
4. **The timelock obeys the governor alone**, and the governor the ballots. A proposal's class follows from its calls: it is
   constitutional if it calls the constitution, the citizenship, the governor or the timelock, calls a function that is marked so
   here, or raises a cap or lowers a protection. A call that only takes power back is ordinary, such as dismissing an officer or
   lowering a cap.
5. **What was decided since is shown.** \`npm run verify\` lists each change with the decision behind it.

[SECURITY.md](../SECURITY.md) tells what people with some of these powers can and cannot do.

${sections.join("\n\n")}
`);
}
