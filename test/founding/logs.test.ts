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

describe("What the institutions say of their logs", () => {
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
        ...(logs.ruled ?? []),
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
