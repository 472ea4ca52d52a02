import { impersonateAccount, loadFixture, setBalance, time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { ZeroAddress, ZeroHash } from "ethers";
import { ethers } from "hardhat";
import { roles } from "../../../sdk/src/core/roles";
import {
  accountOf,
  afterMonths,
  anotherRequest,
  decide,
  gangOf,
  honestOf,
  MONTH,
  type Registry,
} from "../../fixtures/captured-registry";
import { DAY, DOSSIER, signedVoucher } from "../../fixtures/citizenship";
import { against, inFavour, Proposal, State } from "../../fixtures/governance";

/**
 * What comes of nations by their sizes, in months of 30 days since the registrar's first admissions: how many puppets there are, when
 * they carry decisions against a fifth of the others, how late a share of the others in per cent still dismisses the registrar, and
 * when they outvote all others. SECURITY.md tells these figures.
 */
const YEAR = {
  3: {
    puppets: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12],
    carried: { ordinary: 2, constitutional: 2 },
    dismissed: { 100: 0 },
    majority: 2,
  },
  9: {
    puppets: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 13],
    carried: { ordinary: 2, constitutional: 5 },
    dismissed: { 40: 1, 100: 6 },
    majority: 8,
  },
  12: {
    puppets: [1, 2, 3, 4, 5, 6, 7, 8, 10, 12, 14, 16],
    carried: { ordinary: 2, constitutional: 7 },
    dismissed: { 40: 2, 100: 8 },
    majority: 10,
  },
  30: {
    puppets: [3, 6, 9, 12, 16, 20, 25, 30, 36, 42, 49, 56],
    carried: { ordinary: 3, constitutional: 6 },
    dismissed: { 40: 3, 100: 7 },
    majority: 8,
  },
  100: {
    puppets: [10, 21, 33, 46, 60, 76, 93, 112, 133, 156, 181, 209],
    carried: { ordinary: 3, constitutional: 6 },
    dismissed: { 40: 3, 100: 7 },
    majority: 8,
  },
} as const;

// A captured registrar admitted as many puppets as there were citizens, who then voted against the registrar's dismissal.
// Checks ELECT-1 and SOUL-9.
describe("Attack: a captured registrar packs the electorate", () => {
  for (const size of [3, 9, 12, 30, 100] as const) {
    context(`given ${size} citizens, the registrar among them`, () => {
      const { puppets, carried, dismissed, majority } = YEAR[size];

      /** The registrar's and the puppets' decision of that month, if every fifth honest citizen votes against. */
      const attempt = async (kind: keyof typeof carried, month: number): Promise<bigint> => {
        const world = await loadFixture(afterMonths(size, month));
        const ballots = { for: gangOf(world), against: honestOf(world, 20) };
        return (await decide(world, kind, { by: world.captured, ...ballots })).state();
      };

      /** The dismissal that so many per cent of the honest citizens vote for, and all others who can against. */
      const dismiss = async (turnout: number, month: number) => {
        const world = await loadFixture(afterMonths(size, month));
        const ballots = { for: honestOf(world, turnout), against: [world.citizens[0], ...world.puppets] };
        return { world, proposal: await decide(world, "dismissal", { by: world.proposer, ...ballots }) };
      };

      for (const kind of ["ordinary", "constitutional"] as const) {
        const month = carried[kind];
        it(`carries an ${kind} decision after ${30 * month} days, and none before`.replace("an c", "a c"), async () => {
          expect(await attempt(kind, month - 1)).to.equal(State.Defeated);
          expect(await attempt(kind, month)).to.equal(State.Succeeded);
        });
      }

      for (const [turnout, month] of Object.entries(dismissed)) {
        it(`is dismissed by ${turnout} % of the others as late as ${30 * month} days after the first admissions`, async () => {
          const { world, proposal } = await dismiss(Number(turnout), month);
          await proposal.queue();
          await proposal.mature();
          await proposal.execute();
          expect(await world.constitution.hasRole(roles.registrar, world.captured)).to.deep.equal([false, 0n]);
        });

        it(`is not dismissed by ${turnout} % of the others 30 days later`, async () => {
          const { proposal } = await dismiss(Number(turnout), month + 1);
          expect(await proposal.state()).to.equal(State.Defeated);
        });
      }

      it("counts no puppet of the same month against the dismissal", async () => {
        const { world, proposal } = await dismiss(100, 1);
        const { citizens } = await world.governor.houses(proposal.id);
        expect(citizens.againstVotes).to.equal(1 + puppets[0]);
        expect(citizens.electorate).to.equal(size + puppets[0]);
      });

      it(`outvotes all others with the puppets after ${30 * majority} days, and not before, if nobody acts`, async () => {
        const { citizenship, honest } = await loadFixture(afterMonths(size, majority));
        await time.increase(2n * DAY);
        const electorate = await citizenship.getPastTotalSupply(BigInt(await time.latest()) - 1n);
        expect(electorate).to.equal(size + puppets[majority - 1]);
        expect(electorate).to.be.above(2 * honest.length);
        expect(size + puppets[majority - 2]).to.be.at.most(2 * honest.length);
      });

      it("admits as many puppets in a year as the brake lets in", async () => {
        for (const [month, count] of puppets.entries()) {
          expect((await loadFixture(afterMonths(size, month))).puppets).to.have.length(count);
        }
      });
    });
  }

  context("given the honest citizens act in the first month", () => {
    const aMonth = () => loadFixture(afterMonths(30, 0));

    async function aDismissedRegistrar() {
      const world = await aMonth();
      const { citizenship, captured, stranger } = world;
      await citizenship.connect(captured).invite([stranger], BigInt(await time.latest()) + 80n * DAY);
      const ballots = { for: world.honest.slice(0, 7), against: [world.citizens[0], ...world.puppets] };
      const proposal = await decide(world, "dismissal", { by: world.proposer, ...ballots });
      await proposal.queue();
      await proposal.mature();
      await proposal.execute();
      await time.increase(MONTH);
      return world;
    }

    it("reverts with NationGovernor_NotCitizen when a puppet votes on a dismissal proposed 28 days later", async () => {
      const world = await aMonth();
      const { governor, proposer, puppets, calls } = world;
      const account = await accountOf(puppets[0].wallet);
      await time.increase(28n * DAY);
      const proposal = new Proposal(governor, proposer, [calls.dismissal]);
      await proposal.propose();
      await proposal.open();
      await expect(proposal.vote(account, against))
        .to.be.revertedWithCustomError(governor, "NationGovernor_NotCitizen")
        .withArgs(account);
    });

    it("is dismissed by seven of thirty, and admits nobody afterwards", async () => {
      const world = await loadFixture(aDismissedRegistrar);
      const { citizenship, captured } = world;
      await expect(citizenship.connect(captured).admitSigned([await anotherRequest(world)]))
        .to.be.revertedWithCustomError(citizenship, "AccessManagedUnauthorized")
        .withArgs(captured);
    });

    it("leaves three puppets of 33 citizens, who carry nothing", async () => {
      const world = await loadFixture(aDismissedRegistrar);
      const gang = [world.citizens[0], ...world.puppets];
      expect(await world.citizenship.citizenCount()).to.equal(33);
      const proposal = await decide(world, "ordinary", { by: world.captured, for: gang, against: [] });
      expect(await proposal.state()).to.equal(State.Defeated);
    });

    it("leaves invitations that let nobody in", async () => {
      const { citizenship, stranger } = await loadFixture(aDismissedRegistrar);
      await citizenship.connect(stranger).requestAdmission(DOSSIER);
      expect(await citizenship.citizenOf(stranger)).to.equal(0);
    });

    it("reverts with Citizenship_NotRegistrar for a voucher signed in office", async () => {
      const { citizenship, citizens, captured, stranger } = await loadFixture(aDismissedRegistrar);
      const { voucher, signature } = await signedVoucher(citizenship, {
        applicant: stranger.address,
        signer: citizens[0].wallet,
        registrar: captured.address,
      });
      await expect(citizenship.connect(stranger).redeem(voucher, signature))
        .to.be.revertedWithCustomError(citizenship, "Citizenship_NotRegistrar")
        .withArgs(captured);
    });

    it("reverts with Citizenship_AdmissionsHalted where they halted admissions instead", async () => {
      const world = await aMonth();
      const { citizenship, captured } = world;
      const until = BigInt(await time.latest()) + 90n * DAY;
      const data = citizenship.interface.encodeFunctionData("haltAdmissions", [until]);
      const halt = { target: citizenship.target as string, data };
      const proposal = await decide(world, halt, { by: world.proposer, for: world.honest.slice(0, 7), against: [] });
      await proposal.queue();
      await proposal.mature();
      await proposal.execute();
      await time.increaseTo(until - 2n);
      await expect(citizenship.connect(captured).admitSigned([await anotherRequest(world)]))
        .to.be.revertedWithCustomError(citizenship, "Citizenship_AdmissionsHalted")
        .withArgs(until);
    });
  });

  context("given nobody acted for eight months", () => {
    const aPackedNation = afterMonths(30, 8);

    const newestOf = ({ puppets }: Registry) => puppets[puppets.length - 1];

    /** The account of the government, which a majority could let do what follows. */
    async function governmentOf({ timelock }: Registry) {
      const address = await timelock.getAddress();
      await impersonateAccount(address);
      await setBalance(address, 10n ** 18n);
      return ethers.getSigner(address);
    }

    it("leaves every puppet without coin and stake, and the treasury with what it had", async () => {
      const { coin, stake, treasury, puppets } = await loadFixture(aPackedNation);
      for (const { id, wallet } of puppets) {
        expect(await coin.balanceOf(wallet)).to.equal(0);
        expect(await stake.votesOf(id)).to.equal(0);
      }
      expect(await ethers.provider.getBalance(treasury)).to.equal(10n ** 18n);
    });

    it("reverts with AccessManagedUnauthorized when the registrar acts on a citizen, or pays", async () => {
      const { authority, citizenship, treasury, captured } = await loadFixture(aPackedNation);
      const office = citizenship.connect(captured);
      const later = BigInt(await time.latest()) + DAY;
      for (const act of [
        () => office.revoke(2, ZeroHash),
        () => office.suspend(2, later, ZeroHash),
        () => office.move(2, captured, later, "0x"),
        () => office.allowAdmissions(100),
      ]) {
        await expect(act()).to.be.revertedWithCustomError(citizenship, "AccessManagedUnauthorized").withArgs(captured);
      }
      await expect(treasury.connect(captured).pay(ZeroAddress, captured, 1, "Mine"))
        .to.be.revertedWithCustomError(treasury, "AccessManagedUnauthorized")
        .withArgs(captured);
      await expect(authority.connect(captured).grantRole(roles.registrar, captured, 0)).to.be.revertedWithCustomError(
        authority,
        "AccessManagerUnauthorizedAccount",
      );
    });

    it("reverts with NationGovernor_NotCitizen when a puppet of the last 30 days votes", async () => {
      const world = await loadFixture(aPackedNation);
      const { governor, captured, calls } = world;
      const account = await accountOf(newestOf(world).wallet);
      const proposal = new Proposal(governor, captured, [calls.ordinary]);
      await proposal.propose();
      await proposal.open();
      await expect(proposal.vote(account, inFavour))
        .to.be.revertedWithCustomError(governor, "NationGovernor_NotCitizen")
        .withArgs(account);
    });

    it("reverts with Constitution_NotActive when such a puppet gets an office", async () => {
      const world = await loadFixture(aPackedNation);
      const { constitution } = world;
      const { id } = newestOf(world);
      const until = BigInt(await time.latest()) + 100n * DAY;
      const government = await governmentOf(world);
      await expect(constitution.connect(government).appoint(roles.registrar, id, until))
        .to.be.revertedWithCustomError(constitution, "Constitution_NotActive")
        .withArgs(id);
      await expect(constitution.connect(government).appoint(roles.registrar, world.puppets[0].id, until)).to.emit(
        constitution,
        "OfficerAppointed",
      );
    });

    it("reverts with JuryRoll_NotActiveCitizen when such a puppet enrols as a juror", async () => {
      const world = await loadFixture(aPackedNation);
      const account = await accountOf(newestOf(world).wallet);
      await expect(world.juryRoll.connect(account).enrol())
        .to.be.revertedWithCustomError(world.juryRoll, "JuryRoll_NotActiveCitizen")
        .withArgs(account);
    });

    it("has one place on the jury roll for each puppet that is awake", async () => {
      const world = await loadFixture(aPackedNation);
      const { juryRoll, puppets, earlier } = world;
      // Those of the month before wake within a day.
      await time.increase(DAY);
      const ids = puppets.map(({ id }) => id);
      expect(await juryRoll.enrolFor.staticCall(ids)).to.equal(earlier);
    });
  });
});
