import { toBeHex } from "ethers";
import { expect } from "chai";
import { declarationOf, institutionNames } from "../../sdk/src/institutions/registry";

const effects = { ...declarationOf("tribunal").logs.effects!, ...declarationOf("petitions").logs.effects! };
const rulingId = toBeHex(7, 32);
const OTHER = toBeHex(9, 32);

const sanction = (kind: bigint, caseId = 7n) => ({
  name: "SanctionCarriedOut",
  args: { caseId, citizenId: 3n, index: 0n, sanction: { kind } },
});
const [FINE, SUSPEND, REVOKE] = [0n, 1n, 2n];
const [DECEASED, OFFENCE] = [2n, 3n];
const [DISMISSED, GRANTED] = [3n, 5n];
const collected = { name: "FineCollected", args: { citizenId: 3n, fromStake: 5n, fromBond: 6n, unpaid: 0n } };
const reopened = { name: "ChallengeReopened", args: { caseId: 7n, reopenedAs: 8n, citizenId: 3n } };
const opened = (ground: bigint, ...kinds: readonly bigint[]) => ({
  name: "ChallengeOpened",
  args: { caseId: 7n, citizenId: 3n, ground, sanctions: kinds.map((kind) => ({ kind })) },
});
const decided = (outcome: bigint) => ({ name: "ChallengeDecided", args: { caseId: 7n, citizenId: 3n, outcome } });
const recognised = { name: "PersonRecognised", args: { formerId: 2n, citizenId: 3n, until: 90_000n } };
const settled = (confirmed: boolean) => ({ name: "PetitionSettled", args: { proposalId: 1n, confirmed } });
const secondVote = { name: "SecondVoteOpened", args: { proposalId: 1n } };

/** What the tribunal did before, where it matters: case 7 ended citizenship 3, and had suspended it. */
const before = {
  done: [
    { name: "CitizenSuspended", args: { citizenId: 3n, until: 9n, rulingId } },
    { name: "CitizenRevoked", args: { citizenId: 3n, rulingId } },
  ],
  beside: [],
  operationOf: (proposalId: unknown) => (proposalId === 1n ? "0x11" : undefined),
};

const written = (name: string, args: object): string =>
  `${name} ${JSON.stringify(args, (_, value: unknown) => (typeof value === "bigint" ? Number(value) : value))}`;

// Checks POWER-3.
describe("What an institution with a role tells of what it does elsewhere", () => {
  it("is known of everything that one does", () => {
    const ruled = institutionNames.flatMap((name) => Object.keys(declarationOf(name).logs.ruled ?? {}));
    expect(Object.keys(effects).sort()).to.deep.equal([...ruled].sort());
  });

  it("is demanded by every event that always brings something about", () => {
    const { brings } = declarationOf("tribunal").logs;
    expect([sanction(REVOKE), sanction(SUSPEND), sanction(FINE), collected, recognised].map(brings!)).to.deep.equal([
      ["CitizenRevoked"],
      ["CitizenSuspended"],
      [],
      ["Slashed", "BondSlashed"],
      ["CitizenSuspended"],
    ]);
    expect(declarationOf("petitions").logs.brings!(secondVote)).to.deep.equal(["OperationHeld"]);
  });

  for (const [event, args, told, isTold] of [
    ["CitizenRevoked", { citizenId: 3n, rulingId }, sanction(REVOKE), true],
    ["CitizenRevoked", { citizenId: 4n, rulingId }, sanction(REVOKE), true],
    ["CitizenRevoked", { citizenId: 3n, rulingId }, sanction(REVOKE, 8n), false],
    ["CitizenRevoked", { citizenId: 3n, rulingId }, sanction(SUSPEND), false],
    ["CitizenRevoked", { citizenId: 3n, rulingId }, opened(DECEASED), false],
    ["CitizenSuspended", { citizenId: 3n, rulingId, until: 9n }, sanction(SUSPEND), true],
    ["CitizenSuspended", { citizenId: 3n, rulingId, until: 172_800n }, recognised, true],
    ["CitizenSuspended", { citizenId: 3n, rulingId, until: 259_200n }, recognised, false],
    ["CitizenSuspended", { citizenId: 4n, rulingId, until: 172_800n }, recognised, false],
    ["CitizenSuspended", { citizenId: 3n, rulingId, until: 9n }, sanction(FINE), false],
    ["CitizenSuspended", { citizenId: 3n, rulingId, until: 9n }, reopened, true],
    ["CitizenSuspended", { citizenId: 3n, rulingId, until: 10n }, reopened, false],
    ["CitizenSuspended", { citizenId: 4n, rulingId, until: 9n }, reopened, false],
    ["CitizenSuspended", { citizenId: 3n, rulingId, until: 8n }, decided(DISMISSED), true],
    ["CitizenSuspended", { citizenId: 3n, rulingId, until: 8n }, decided(GRANTED), false],
    ["CitizenSuspended", { citizenId: 3n, rulingId: OTHER, until: 8n }, decided(DISMISSED), false],
    ["CitizenReinstated", { citizenId: 3n }, decided(DISMISSED), true],
    ["CitizenReinstated", { citizenId: 3n }, decided(GRANTED), false],
    ["CitizenReinstated", { citizenId: 4n }, decided(DISMISSED), false],
    ["CitizenshipRestored", { citizenId: 3n, rulingId }, reopened, true],
    ["CitizenshipRestored", { citizenId: 3n, rulingId: toBeHex(8, 32) }, reopened, true],
    ["CitizenshipRestored", { citizenId: 3n, rulingId: OTHER }, reopened, false],
    ["CitizenshipRestored", { citizenId: 99n, rulingId }, reopened, false],
    ["CitizenKeptAsleep", { citizenId: 3n, isKept: true }, opened(DECEASED), true],
    ["CitizenKeptAsleep", { citizenId: 3n, isKept: true }, opened(OFFENCE, FINE, REVOKE), true],
    ["CitizenKeptAsleep", { citizenId: 3n, isKept: true }, opened(OFFENCE, SUSPEND), false],
    ["CitizenKeptAsleep", { citizenId: 4n, isKept: true }, opened(DECEASED), false],
    ["CitizenKeptAsleep", { citizenId: 3n, isKept: false }, opened(DECEASED), false],
    ["CitizenKeptAsleep", { citizenId: 3n, isKept: false }, reopened, true],
    ["CitizenKeptAsleep", { citizenId: 3n, isKept: true }, reopened, false],
    ["CitizenKeptAsleep", { citizenId: 4n, isKept: false }, reopened, false],
    ["CitizenKeptAsleep", { citizenId: 3n, isKept: false }, decided(DISMISSED), true],
    ["Slashed", { citizenId: 3n, amount: 5n, rulingId }, collected, true],
    ["Slashed", { citizenId: 3n, amount: 6n, rulingId }, collected, false],
    ["Slashed", { citizenId: 4n, amount: 5n, rulingId }, collected, false],
    ["BondSlashed", { citizenId: 3n, amount: 6n, rulingId }, collected, true],
    ["BondSlashed", { citizenId: 3n, amount: 5n, rulingId }, collected, false],
    ["BondSlashed", { citizenId: 3n, amount: 6n, rulingId }, sanction(FINE), false],
    ["OperationHeld", { id: "0x11" }, secondVote, true],
    ["OperationHeld", { id: "0x22" }, secondVote, false],
    ["OperationReleased", { id: "0x11" }, settled(true), true],
    ["OperationReleased", { id: "0x11" }, settled(false), false],
    ["OperationStruck", { id: "0x11" }, settled(false), true],
    ["OperationStruck", { id: "0x11" }, settled(true), false],
    ["OperationStruck", { id: "0x22" }, settled(false), false],
  ] as const) {
    it(`${isTold ? "explains" : "does not explain"} ${written(event, args)} by ${written(told.name, told.args)}`, () => {
      expect(effects[event]({ name: event, args }, told, before)).to.equal(isTold);
    });
  }
});
