import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { declarationOf, institutionNames } from "../../sdk/src/institutions/registry";
import { interfaceOf } from "../../sdk/src/founding/institutions";
import { powers } from "../../sdk/src/founding/powers";

/** Events that stand in no log, or only in that of a contract's own creation. */
const ONLY_AT_CREATION = ["EIP712DomainChanged", "RoleAdminChanged", "TimelockChange"];

/** Events of decisions that verification compares with each other, of the governor and the timelock. */
const COMPARED = ["CallExecuted", "CallSalt", "CallScheduled", "Cancelled", "ProposalExecuted"];

/** The powers that decisions have. */
const DECIDED = ["government", "registrar", "justice", "recovery", "timelock"];

/** The powers that the constitution gives, by roles of functions. */
const BY_ROLE = ["government", "registrar", "justice", "recovery", "petition"];

/** What whoever holds a citizenship does by a function that takes a power of others. */
const OF_THE_HOLDER = ["citizenship CitizenRotated"];

const CONTRACTS = join(__dirname, "../../contracts");

/** The functions that raise each event, as the contracts' documentation tells it: by `folder event`. */
function raisers(): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>();
  for (const folder of readdirSync(CONTRACTS)) {
    for (const file of readdirSync(join(CONTRACTS, folder))) {
      const source = readFileSync(join(CONTRACTS, folder, file), "utf8");
      for (const [, doc, method] of source.matchAll(/((?:^ *\/\/\/.*\n)+) *function (\w+)\(/gm)) {
        const told = /Emits [^]*?(?=\n *\/\/\/ *@|$)/.exec(doc)?.[0] ?? "";
        for (const [, event] of told.matchAll(/\{(\w+)\}/g)) {
          const key = `${folder} ${event}`;
          found.set(key, (found.get(key) ?? new Set()).add(method));
        }
      }
    }
  }
  return found;
}

const folderOf = (name: string): string => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

describe("What the institutions say of their logs", () => {
  it("calls nothing a person's act that only functions with a role raise", () => {
    const known = raisers();
    const wrong = institutionNames.flatMap((name) =>
      (declarationOf(name).logs.personal ?? [])
        .filter((event) => {
          const methods = [...(known.get(`${folderOf(name)} ${event}`) ?? [])];
          const lines = powers().filter(
            ({ contract, function: one }) => contract === name && methods.includes(one.name),
          );
          return lines.length > 0 && lines.every(({ power }) => BY_ROLE.includes(power));
        })
        .map((event) => `${name} ${event}`),
    );
    expect(wrong).to.deep.equal(OF_THE_HOLDER);
  });

  it("knows by which function each event of a role is raised, and that it takes that role", () => {
    const known = raisers();
    for (const name of institutionNames)
      for (const [event, role] of Object.entries(declarationOf(name).logs.ruled ?? {})) {
        const methods = [...known.get(`${folderOf(name)} ${event}`)!];
        const taken = powers().filter(({ contract, function: one }) => contract === name && methods.includes(one.name));
        expect(new Set(taken.map(({ power }) => power)), `${name} ${event}`).to.deep.equal(new Set([role]));
      }
  });

  it("names every function by which the government, an officer or justice acts", () => {
    const named = new Set(
      institutionNames.flatMap((name) =>
        Object.values(declarationOf(name).logs.decided ?? {})
          .flat()
          .map((method) => (method.includes(".") ? method : `${name}.${method}`)),
      ),
    );
    const missing = powers().filter(
      ({ contract, power, function: { name } }) => DECIDED.includes(power) && !named.has(`${contract}.${name}`),
    );
    expect(missing.map(({ contract, signature }) => `${contract}.${signature}`)).to.deep.equal([]);
  });

  for (const name of institutionNames) {
    const { logs } = declarationOf(name);
    const iface = interfaceOf(name);

    it(`explains every event of the ${name}`, () => {
      const explained = [
        ...(logs.personal ?? []),
        ...Object.keys(logs.ruled ?? {}),
        ...Object.keys(logs.official ?? {}),
        ...Object.keys(logs.decided ?? {}),
      ];
      const events: string[] = [];
      iface.forEachEvent((event) => events.push(event.name));
      const missing = events.filter((event) => ![...explained, ...ONLY_AT_CREATION, ...COMPARED].includes(event));
      expect(missing).to.deep.equal([]);
    });

    it(`names functions that raise the events of the ${name}`, () => {
      const named = Object.values(logs.decided ?? {}).flat();
      const missing = named.filter((method) => {
        const [institution, other] = method.split(".");
        const signatures: string[] = [];
        (other === undefined ? iface : interfaceOf(institution as never)).forEachFunction((one) =>
          signatures.push(one.name),
        );
        return !signatures.includes(other ?? institution);
      });
      expect(missing).to.deep.equal([]);
    });
  }
});
