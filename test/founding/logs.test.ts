import { expect } from "chai";
import { declarationOf, institutionNames } from "../../sdk/src/institutions/registry";
import { interfaceOf } from "../../sdk/src/founding/institutions";

/** Events that stand in no log, or only in that of a contract's own creation. */
const ONLY_AT_CREATION = ["EIP712DomainChanged", "RoleAdminChanged", "TimelockChange"];

/** Events of decisions that verification compares with each other, of the governor and the timelock. */
const COMPARED = ["CallExecuted", "CallSalt", "CallScheduled", "Cancelled", "ProposalExecuted"];

describe("What the institutions say of their logs", () => {
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
