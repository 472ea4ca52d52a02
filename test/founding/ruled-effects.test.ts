import { toBeHex } from "ethers";
import { expect } from "chai";
import { declarationOf, institutionNames } from "../../sdk/src/institutions/registry";

const effects = declarationOf("tribunal").logs.effects!;
const rulingId = toBeHex(7, 32);

const sanction = (kind: bigint, caseId = 7n) => ({
  name: "SanctionCarriedOut",
  args: { caseId, citizenId: 3n, index: 0n, sanction: { kind } },
});
const collected = { name: "FineCollected", args: { citizenId: 3n, fromStake: 5n, fromBond: 6n, unpaid: 0n } };
const reopened = { name: "ChallengeReopened", args: { caseId: 7n, reopenedAs: 8n, citizenId: 3n } };
const opened = { name: "ChallengeOpened", args: { caseId: 7n, citizenId: 3n } };
const recognised = { name: "PersonRecognised", args: { formerId: 2n, citizenId: 3n, until: 9n } };
const [FINE, SUSPEND, REVOKE] = [0n, 1n, 2n];

const written = (name: string, args: object): string =>
  `${name} ${JSON.stringify(args, (_, value: unknown) => (typeof value === "bigint" ? Number(value) : value))}`;

// Checks POWER-3.
describe("What a tribunal tells of what it does elsewhere", () => {
  it("is known of everything that it does", () => {
    const ruled = institutionNames.flatMap((name) => declarationOf(name).logs.ruled ?? []);
    expect(Object.keys(effects).sort()).to.deep.equal([...ruled].sort());
  });

  for (const [event, args, told, isTold] of [
    ["CitizenRevoked", { citizenId: 3n, rulingId }, sanction(REVOKE), true],
    ["CitizenRevoked", { citizenId: 4n, rulingId }, sanction(REVOKE), true],
    ["CitizenRevoked", { citizenId: 3n, rulingId }, sanction(REVOKE, 8n), false],
    ["CitizenRevoked", { citizenId: 3n, rulingId }, sanction(SUSPEND), false],
    ["CitizenRevoked", { citizenId: 3n, rulingId }, opened, false],
    ["CitizenSuspended", { citizenId: 3n, rulingId, until: 9n }, sanction(SUSPEND), true],
    ["CitizenSuspended", { citizenId: 3n, rulingId, until: 9n }, recognised, true],
    ["CitizenSuspended", { citizenId: 4n, rulingId, until: 9n }, recognised, false],
    ["CitizenSuspended", { citizenId: 3n, rulingId, until: 9n }, sanction(FINE), false],
    ["CitizenshipRestored", { citizenId: 3n, rulingId }, reopened, true],
    ["CitizenshipRestored", { citizenId: 3n, rulingId: toBeHex(8, 32) }, reopened, true],
    ["CitizenshipRestored", { citizenId: 3n, rulingId: toBeHex(9, 32) }, reopened, false],
    ["CitizenKeptAsleep", { citizenId: 3n }, opened, true],
    ["CitizenKeptAsleep", { citizenId: 3n }, reopened, true],
    ["CitizenKeptAsleep", { citizenId: 4n }, opened, false],
    ["Slashed", { citizenId: 3n, amount: 5n, rulingId }, collected, true],
    ["Slashed", { citizenId: 3n, amount: 6n, rulingId }, collected, false],
    ["Slashed", { citizenId: 4n, amount: 5n, rulingId }, collected, false],
    ["BondSlashed", { citizenId: 3n, amount: 6n, rulingId }, collected, true],
    ["BondSlashed", { citizenId: 3n, amount: 5n, rulingId }, collected, false],
    ["BondSlashed", { citizenId: 3n, amount: 6n, rulingId }, sanction(FINE), false],
  ] as const) {
    it(`${isTold ? "explains" : "does not explain"} ${written(event, args)} by ${written(told.name, told.args)}`, () => {
      expect(effects[event]({ name: event, args }, told)).to.equal(isTold);
    });
  }
});
