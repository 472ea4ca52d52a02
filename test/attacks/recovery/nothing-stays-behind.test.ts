import type { HardhatEthersSigner } from "@nomicfoundation/hardhat-ethers/signers";
import { impersonateAccount, loadFixture, setBalance, time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { ZeroAddress } from "ethers";
import { ethers } from "hardhat";
import {
  citizenId,
  civic,
  connect,
  institutionNames,
  isRevert,
  moment,
  type NationClient,
  seconds,
  wei,
} from "../../../sdk/src";
import type { InstitutionName } from "../../../sdk/src/institutions/registry";
import { grantRoundId } from "../../../sdk/src/institutions/grants";
import { RevertError } from "../../../sdk/src/core/errors";
import { roles } from "../../../sdk/src/core/roles";
import { ENDLESS, waitUntil } from "../../fixtures/citizenship";
import { failureOf } from "../../fixtures/failure";
import { Proposal } from "../../fixtures/governance";
import { bring, CITIZENS, judge, jurors, JURORS, pass } from "../../fixtures/justice";
import { foundNation } from "../../fixtures/nation";

const DAY = 86_400;
const ABSENT = { juryRoll: { bond: 100, citizenDays: "1 day", minimumStay: "0 seconds" } } as const;

/** A nation with every institution that keeps records of persons, ten of whose twelve citizens are jurors. */
async function aNationOfPersons() {
  const institutions = {
    didRegistry: true,
    admissions: true,
    recovery: true,
    attestations: true,
    dividends: true,
    petitions: true,
    grants: true,
    merit: true,
  };
  const world = await foundNation(CITIZENS, { institutions, justice: ABSENT });
  const { nation, timelock, court } = world.founding.addresses;
  await impersonateAccount(timelock);
  await setBalance(timelock, 10n ** 20n);
  await time.increase(2 * DAY);
  const government = await connect(await ethers.getSigner(timelock), nation);
  const clients = await Promise.all(world.citizens.map((citizen) => connect(citizen, nation)));
  const lawful = {
    ...world,
    government,
    asStranger: await connect(world.stranger, nation),
    as: (id: bigint | number) => clients[Number(id) - 1],
    arbitrable: await ethers.deployContract("PlainArbitrable", [court]),
  };
  for (let id = 1; id <= JURORS; ++id) await lawful.as(id).juryRoll.enrol.wait();
  return lawful;
}

/** A juror of a case that is decided, to whom everything in the nation happens that can happen to a person, and who loses the key. */
async function lost() {
  const world = await aNationOfPersons();
  const { government, as, asStranger, didRegistry, recovery, court } = world;
  const caseId = await bring(world);
  await judge(world, caseId, [1, 1, 1]);
  const person = (await jurors(world, caseId))[0];
  const id = (await person.citizenship.citizenOf({ account: person.account! }))!;
  await pass(world, caseId);
  await court.settle(caseId, 0);

  const heir = await connect((await ethers.getSigners())[30], world.founding.addresses.nation);
  const others = [1, 2, 3]
    .filter((one) => BigInt(one) !== id)
    .slice(0, 2)
    .map(citizenId.from);
  await person.recovery.chooseGuardians.wait({ guardians: others.map((one) => ({ citizenId: one })), threshold: 2 });
  // The person is a guardian, too.
  const guardians = [{ citizenId: id }, { citizenId: others[1] }];
  await as(others[0]).recovery.chooseGuardians.wait({ guardians, threshold: 2 });
  await didRegistry.connect(await signerOf(person)).followCitizen();
  const terms = { definition: "bytes32 licence", resolver: undefined, quorum: 1, isRevocable: true };
  const { schemaId } = await government.attestations.registerSchema.wait(terms);
  const accredited = moment.from((await time.latest()) + 300 * DAY);
  await government.attestations.accredit.wait({ schemaId, citizenId: id, until: accredited });
  await government.admissions.accredit.wait({ citizenId: id });
  await person.admissions.payBond.wait();
  const contents = [{ schemaId, about: { citizenId: id }, data: ethers.id("licence") }];
  const { uids } = await person.attestations.attest.wait({ contents });
  await person.coin.approve.wait({ spender: person.stake.address, amount: civic.parse("50") });
  await person.stake.stake.wait({ amount: civic.parse("50") });
  await as(others[0]).citizenship.delegate.wait({ to: person.account! });
  const until = moment.from((await time.latest()) + 300 * DAY);
  await government.constitution.appoint.wait({ role: "registrar", citizenId: id, until });
  const { budgetId } = await government.treasury.openBudget.wait({
    purpose: "Paint",
    spender: person.account!,
    ceiling: { coin: civic.parse("5") },
    period: seconds.days(30),
    until,
  });
  await time.increase(14 * DAY);

  const agreementId = await agree(person, as(others[1]));
  for (const [seat, one] of others.entries())
    await as(one).recovery.confirm.wait({ citizenId: id, newHolder: heir.account!, seat });
  const { readyAt } = await recovery.recoveryOf(id);
  await time.increaseTo(readyAt - BigInt(3 * DAY));
  const calls = [government.constitution.dismiss.call({ role: "registrar", citizenId: id })];
  const { proposal } = await as(others[1]).governor.propose.wait({ calls, description: "Dismiss", rehearse: false });
  await time.increase(DAY + 1);
  await person.governor.vote.wait({ proposalId: proposal.id, support: "against" });
  await time.increaseTo(readyAt - 100n);
  const charge = { ground: "deceased", statement: "They have not been seen." } as const;
  const { caseId: challengeId } = await asStranger.tribunal.challenge.wait({ citizenId: id, ...charge });
  await time.increaseTo(readyAt);
  return {
    ...world,
    person,
    heir,
    id,
    others,
    budgetId,
    agreementId,
    proposalId: proposal.id,
    challengeId,
    uid: uids[0],
  };
}

/** The recovery is completed, in the middle of the vote and of the challenge. */
async function moved() {
  const world = await loadFixture(lost);
  const { asStranger, heir, id } = world;
  const acceptance = await heir.citizenship.signAcceptance({ citizenId: id, deadline: moment.from(ENDLESS) });
  await asStranger.recovery.complete.wait(acceptance);
  return world;
}

/** The waiting period is over, and the vote awake. */
async function awake() {
  const world = await loadFixture(moved);
  await waitUntil((await world.citizenship.citizen(world.id)).wakesAt);
  await world.asStranger.citizenship.wake.wait({ citizenId: world.id });
  return world;
}

/** The person still has the key and takes a new one. */
async function rotated() {
  const world = await loadFixture(lost);
  const { heir, id, person } = world;
  const deadline = moment.from(ENDLESS);
  await person.citizenship.move.wait(await heir.citizenship.signAcceptance({ citizenId: id, deadline }));
  return world;
}

const revertOf = (error: unknown): string | undefined =>
  error instanceof RevertError ? String(error.revert) : undefined;

async function signerOf({ account }: NationClient): Promise<HardhatEthersSigner> {
  return (await ethers.getSigners()).find(({ address }) => address === account)!;
}

/** An agreement of two, with 10 coins of each. */
async function agree(ana: NationClient, ben: NationClient) {
  const lock = { coin: civic.parse("10") };
  for (const { coin, agreements } of [ana, ben])
    await coin.approve.wait({ spender: agreements.address, amount: civic.parse("20") });
  const now = await time.latest();
  const parties = [ana, ben].map(({ account }) => ({ account: account!, lock, payout: lock, feeLock: wei.from(0n) }));
  const { agreementId } = await ana.agreements.open.wait({
    parties,
    text: "We paint the house.",
    signBy: moment.from(now + DAY),
    until: moment.from(now + 200 * DAY),
    objectionPeriod: seconds.days(2),
  });
  for (const { agreements } of [ana, ben]) await agreements.sign.wait({ agreementId });
  return agreementId;
}

type World = Awaited<ReturnType<typeof lost>>;
type Shows = readonly [what: string, at: () => Promise<World>, shows: (world: World) => Promise<unknown>];

/** What shows the same after a rotation, though the vote stays awake. */
const OF_SLEEPERS: readonly string[] = [
  "the office, once the vote is awake, and not before",
  "the ballot already cast, which counts once",
];

/** What each institution has of persons, and what shows that it followed. The others know accounts alone, or nobody. */
const records: Readonly<Partial<Record<InstitutionName, readonly Shows[]>>> = {
  citizenship: [
    [
      "the id, and no longer the old key",
      moved,
      async ({ citizenship, person, heir, id }) => {
        expect(await citizenship.citizenOf(heir.account!)).to.equal(id);
        expect(await citizenship.citizenOf(person.account!)).to.equal(0);
      },
    ],
    [
      "the vote that another citizen delegated, and one's own",
      awake,
      async ({ citizenship, id }) => expect(await citizenship.votesOf(id)).to.equal(2),
    ],
  ],
  passport: [
    [
      "the passport",
      moved,
      async ({ citizenship, heir, id }) => expect(await citizenship.ownerOf(id)).to.equal(heir.account),
    ],
  ],
  constitution: [
    [
      "the office, once the vote is awake, and not before",
      moved,
      async ({ constitution, citizenship, heir, id, asStranger }) => {
        expect((await constitution.hasRole(roles.registrar, heir.account!)).isMember).to.equal(false);
        await waitUntil((await citizenship.citizen(id)).wakesAt);
        await asStranger.citizenship.wake.wait({ citizenId: id });
        expect((await constitution.hasRole(roles.registrar, heir.account!)).isMember).to.equal(true);
      },
    ],
    [
      "and leaves the old key none",
      awake,
      async ({ constitution, person }) =>
        expect((await constitution.hasRole(roles.registrar, person.account!)).isMember).to.equal(false),
    ],
  ],
  treasury: [
    [
      "the budget",
      awake,
      async ({ heir, person, budgetId }) => {
        const spending = { budgetId, to: heir.account!, amount: { coin: civic.parse("1") }, note: "Paint" };
        const error = await failureOf(person.treasury.spend(spending));
        expect(isRevert(error, "Treasury_NotSpender")).to.equal(true);
        await heir.treasury.spend.wait(spending);
      },
    ],
  ],
  stake: [
    [
      "the stake, for the new key alone",
      moved,
      async ({ heir, person, stake, id }) => {
        expect(revertOf(await failureOf(person.stake.unstake({ amount: civic.parse("50") })))).to.equal(
          "Stake_NotACitizen",
        );
        await heir.stake.unstake.wait({ amount: civic.parse("50") });
        expect((await stake.positionOf(id)).leaving).to.equal(civic.parse("50"));
      },
    ],
  ],
  juryRoll: [
    [
      "the jury bond",
      moved,
      async ({ heir, juryRoll, coin, id }) => {
        await heir.juryRoll.retire.wait();
        await time.increase(60 * DAY);
        if ((await juryRoll.jurorOf(id)).bond !== 0n) await juryRoll.withdraw(id);
        expect(await coin.balanceOf(heir.account!)).to.equal(civic.parse("100"));
      },
    ],
  ],
  court: [
    [
      "the juror's fee",
      moved,
      async ({ court, heir, person, id }) => {
        const owed = await court.owedToCitizen(ZeroAddress, id);
        expect(owed).to.be.greaterThan(0);
        const claim = () => court.claimForCitizen(ZeroAddress, id);
        await expect(claim).to.changeEtherBalances([heir.account!, person.account!], [owed, 0n]);
      },
    ],
  ],
  governor: [
    [
      "the ballot already cast, which counts once",
      moved,
      async ({ heir, person, asStranger, proposalId, id }) => {
        expect(await asStranger.governor.hasVoted({ proposalId, citizenId: id })).to.equal(true);
        for (const { governor } of [heir, person])
          expect(revertOf(await failureOf(governor.vote({ proposalId, support: "for" })))).to.equal(
            "NationGovernor_NotCitizen",
          );
      },
    ],
  ],
  agreements: [
    [
      "the agreement",
      moved,
      async ({ heir, person, agreementId }) => {
        const terms = { agreementId, party: 0, statement: "Painted." };
        expect(revertOf(await failureOf(person.agreements.declarePerformed(terms)))).to.equal("Agreements_NotTheParty");
        await heir.agreements.declarePerformed.wait(terms);
      },
    ],
  ],
  tribunal: [
    [
      "the challenge, which the new key answers",
      moved,
      async ({ heir, person, challengeId }) => {
        const answer = { caseId: challengeId, statement: "Here I am." };
        expect(isRevert(await failureOf(person.tribunal.answer(answer)), "Tribunal_NotTheAccused")).to.equal(true);
        await heir.tribunal.answer.wait(answer);
      },
    ],
  ],
  didRegistry: [
    [
      "the identity",
      moved,
      async ({ didRegistry, heir, person }) =>
        expect(await didRegistry.identityOwner(person.account!)).to.equal(heir.account),
    ],
  ],
  admissions: [
    [
      "the accreditation as a validator, and the bond",
      awake,
      async ({ admissions, heir, person, id }) => {
        expect(await failureOf(person.admissions.resign())).to.be.instanceOf(RevertError);
        await heir.admissions.resign.wait();
        expect((await admissions.validatorOf(id)).citizenId).to.equal(id);
      },
    ],
  ],
  petitions: [
    [
      "the signature of a petition, which counts once",
      awake,
      async ({ petitions, governor, citizens, coin, heir, person, id }) => {
        const voters = citizens.filter(({ address }) => address !== person.account).slice(3, 11);
        const data = coin.interface.encodeFunctionData("mint", [voters[0].address, 5n]);
        const decision = new Proposal(governor, voters[0], [{ target: coin.target as string, data }], "Mint");
        await decision.passAndQueue(voters);
        const calls = [{ target: coin.target as string, value: wei.from(0n), data }];
        await heir.petitions.open.wait({ calls, description: decision.description });
        expect(await petitions.hasSigned(decision.id, id)).to.equal(true);
        const again = failureOf(person.petitions.sign({ proposalId: decision.id as never }));
        expect(isRevert(await again, "Petitions_MayNotVote")).to.equal(true);
      },
    ],
  ],
  grants: [
    [
      "one root in a round of grants, and what one's project is owed",
      awake,
      async ({ coin, citizens, heir, person, id, grants }) => {
        for (const to of [heir.account!, person.account!]) await coin.connect(citizens[11]).transfer(to, 10n ** 18n);
        await coin.connect(citizens[11])["transferAndCall(address,uint256)"](grants, civic.parse("100"));
        await grants.openRound();
        // Named by the account that a citizen has: paid to the citizen.
        const named = { recipient: heir.account!, title: "A bridge" };
        const { projectId } = await heir.grants.register.wait(named);
        expect((await grants.projectOf(projectId)).recipientId).to.equal(id);
        await heir.grants.contribute.wait({ projectId, amount: civic.parse("0.5") });
        expect((await heir.grants.gifts({ roundId: grantRoundId.from(1), citizenId: id })).length).to.equal(1);
        const again = failureOf(person.grants.contribute({ projectId, amount: civic.parse("0.5") }));
        expect(isRevert(await again, "Grants_MayNotVote")).to.equal(true);
      },
    ],
  ],
  dividends: [
    [
      "the dividend of a ballot that the old key cast",
      awake,
      async ({ dividends, coin, citizens, heir, person, id, proposalId }) => {
        await coin.connect(citizens[11]).transfer(dividends, civic.parse("12"));
        const { closableAt } = await dividends.runningEpoch();
        if (closableAt > BigInt(await time.latest())) await time.increaseTo(closableAt);
        await dividends.closeEpoch();
        const { share } = await dividends.epochOf(1);
        await expect(dividends.claim(1, [{ citizenId: id, proposalId }])).to.changeTokenBalances(
          coin,
          [heir.account!, person.account!],
          [share, 0n],
        );
      },
    ],
  ],
  merit: [
    [
      "the points for a ballot that the old key cast, and what others say of it",
      awake,
      async ({ merit, heir, id, proposalId }) => {
        const deadline = await heir.governor.contract.proposalDeadline(proposalId);
        if (deadline >= BigInt(await time.latest())) await time.increaseTo(deadline + 1n);
        await merit.recordBallots([{ citizenId: id, proposalId }]);
        expect((await heir.merit.record({ citizenId: id })).points.ballots).to.equal(1);
        await merit.recordBallots([{ citizenId: id, proposalId }]);
        expect((await heir.merit.list({ citizenId: id })).items).to.have.length(1);
      },
    ],
  ],
  attestations: [
    [
      "what was attested of the citizen, and by the citizen, who takes it back",
      moved,
      async ({ heir, person, uid }) => {
        expect(await heir.attestations.isValid({ uid })).to.equal(true);
        const error = await failureOf(person.attestations.revoke({ uids: [uid] }));
        expect(isRevert(error, "Attestations_NotTheAttester")).to.equal(true);
        await heir.attestations.revoke.wait({ uids: [uid] });
      },
    ],
  ],
  recovery: [
    [
      "one's guardians",
      moved,
      async ({ recovery, id, others }) => expect((await recovery.guardiansOf(id)).citizenIds).to.deep.equal(others),
    ],
    [
      "the trust of whom one is a guardian of",
      moved,
      async ({ recovery, heir, person, id, others }) => {
        const { guardians } = (await heir.recovery.guardiansOf({ citizenId: others[0] }))!;
        const seat = guardians.findIndex((one) => "citizenId" in one && one.citizenId === id);
        const move = { citizenId: others[0], newHolder: ethers.Wallet.createRandom().address, seat };
        expect(isRevert(await failureOf(person.recovery.confirm(move)), "Recovery_NotTheGuardian")).to.equal(true);
        await expect(recovery.connect(await signerOf(heir)).confirm(move.citizenId, move.newHolder, seat)).to.emit(
          recovery,
          "RecoveryConfirmed",
        );
      },
    ],
  ],
};

/** Institutions without records of persons: they know accounts alone, or nobody. */
const impersonal: readonly InstitutionName[] = ["nation", "coin", "timelock", "randomness", "residency", "upkeep"];

describe("ID-5: nothing of a person stays behind a move", () => {
  it("is shown of every institution", () => {
    expect([...Object.keys(records), ...impersonal].sort()).to.deep.equal([...institutionNames].sort());
  });

  for (const [name, shown] of Object.entries(records)) {
    context(`given the ${name}`, () => {
      for (const [what, at, shows] of shown)
        it(`takes along ${what}`, async () => {
          await shows(await loadFixture(at));
        });
      for (const [what, , shows] of shown.filter(([one]) => !OF_SLEEPERS.includes(one)))
        it(`takes along ${what}, by the present key`, async () => {
          await shows(await loadFixture(rotated));
        });
    });
  }

  it("takes along the office at once, by the present key", async () => {
    const { constitution, heir, person } = await loadFixture(rotated);
    expect((await constitution.hasRole(roles.registrar, heir.account!)).isMember).to.equal(true);
    expect((await constitution.hasRole(roles.registrar, person.account!)).isMember).to.equal(false);
  });

  it("takes along the ballot already cast, by the present key, which counts once", async () => {
    const { heir, person, proposalId } = await loadFixture(rotated);
    const again = (client: NationClient) => failureOf(client.governor.vote({ proposalId, support: "for" }));
    expect(revertOf(await again(heir))).to.equal("GovernorAlreadyCastVote");
    expect(revertOf(await again(person))).to.equal("NationGovernor_NotCitizen");
  });

  it("leaves what guardians announced as it is, by the present key", async () => {
    const { asStranger, citizenship, heir, id, recovery } = await loadFixture(rotated);
    expect((await recovery.recoveryOf(id)).newHolder).to.equal(heir.account);
    const third = await connect((await ethers.getSigners())[31], asStranger.address);
    const deadline = moment.from(ENDLESS);
    await heir.citizenship.move.wait(await third.citizenship.signAcceptance({ citizenId: id, deadline }));
    const acceptance = await heir.citizenship.signAcceptance({ citizenId: id, deadline });
    await asStranger.recovery.complete.wait(acceptance);
    expect(await citizenship.ownerOf(id)).to.equal(heir.account);
  });

  it("leaves coins of the old account behind, which are nobody's but the key's", async () => {
    const { coin, person } = await loadFixture(moved);
    expect(await coin.balanceOf(person.account!)).to.be.greaterThan(0);
  });
});
