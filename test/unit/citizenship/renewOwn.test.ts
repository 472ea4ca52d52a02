import { loadFixture } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { ethers } from "hardhat";
import {
  DAY,
  DOSSIER,
  ENDLESS,
  foundingCitizens,
  midnight,
  moveTo,
  nextAt,
  now,
  Provision,
  signedRenewal,
  waitUntil,
} from "../../fixtures/citizenship";

const GRACE = 90n * DAY;

/** Five founding citizens for a year. */
async function five() {
  const world = await foundingCitizens(5, { term: 365n });
  const [ann, ben, cyd, dot, eve] = world.people;
  return { ...world, ann, ben, cyd, dot, eve, until: await world.citizenship.endTime(1) };
}

/** Three of the five have renewed before the end. */
async function threeInTime() {
  const world = await five();
  await waitUntil(world.until - DAY);
  for (const person of [world.ann, world.ben, world.cyd]) await world.citizenship.connect(person).renewOwn();
  return world;
}

describe("Citizenship", () => {
  describe("renewOwn()", () => {
    it("renews from 90 days before the end, for a term that begins now", async () => {
      const { citizenship, ann, until } = await loadFixture(five);
      await nextAt(until - GRACE);
      await expect(citizenship.connect(ann).renewOwn())
        .to.emit(citizenship, "CitizenRenewed")
        .withArgs(1n, until, until - GRACE + 365n * DAY);
    });

    it("reverts with Citizenship_NotRenewable in the second before", async () => {
      const { citizenship, ann, until } = await loadFixture(five);
      await nextAt(until - GRACE - 1n);
      await expect(citizenship.connect(ann).renewOwn())
        .to.be.revertedWithCustomError(citizenship, "Citizenship_NotRenewable")
        .withArgs(1n, until);
    });

    it("renews in the last second of the 90 days after the end", async () => {
      const { citizenship, ann, until } = await loadFixture(five);
      await nextAt(until + GRACE - 1n);
      await citizenship.connect(ann).renewOwn();
      expect(await citizenship.votesOf(1)).to.equal(1n);
    });

    it("renews however late while fewer than three citizens are known who may vote", async () => {
      const { citizenship, ann, until } = await loadFixture(five);
      await nextAt(until + 1_000n * DAY);
      await citizenship.connect(ann).renewOwn();
      expect(await citizenship.endTime(1)).to.equal(until + 1_365n * DAY);
    });

    context("given Ann came back after the 90 days", () => {
      const aLateReturn = async () => {
        const world = await five();
        const { citizenship, ann, ben, until } = world;
        await citizenship.connect(ben).delegate(ann);
        await citizenship.markLapsed([1]);
        const returnedAt = until + GRACE;
        await nextAt(returnedAt);
        await citizenship.connect(ann).renewOwn();
        const { wakesAt } = await citizenship.citizen(1);
        return { ...world, returnedAt, wakesAt };
      };

      it("lets the vote sleep for the waiting period", async () => {
        const { citizenship, returnedAt, wakesAt } = await loadFixture(aLateReturn);
        expect(wakesAt).to.equal(midnight(returnedAt) + 30n * DAY);
        expect(await citizenship.votesOf(1)).to.equal(0n);
        expect(await citizenship.mayVote(1)).to.equal(false);
      });

      it("counts the citizen in the total meanwhile", async () => {
        const { citizenship } = await loadFixture(aLateReturn);
        expect(await citizenship.citizenCount()).to.equal(5n);
      });

      it("reverts with Citizenship_VoteAsleep when somebody would wake it a second early", async () => {
        const { citizenship, wakesAt } = await loadFixture(aLateReturn);
        await nextAt(wakesAt - 1n);
        await expect(citizenship.wake(1))
          .to.be.revertedWithCustomError(citizenship, "Citizenship_VoteAsleep")
          .withArgs(1n, wakesAt);
      });

      it("gives the vote back to whoever is woken afterwards", async () => {
        const { citizenship, stranger, wakesAt } = await loadFixture(aLateReturn);
        await nextAt(wakesAt);
        await expect(citizenship.connect(stranger).wake(1)).to.emit(citizenship, "CitizenWoken").withArgs(1n);
        expect(await citizenship.votesOf(1)).to.equal(1n);
        expect(await citizenship.citizenCount()).to.equal(5n);
      });

      it("wakes one that was moved meanwhile when both have been waited for", async () => {
        const world = await loadFixture(aLateReturn);
        const { citizenship, government, stranger, wakesAt } = world;
        await citizenship.connect(government).allowAdmissions(10);
        await waitUntil(wakesAt - 2n * DAY);
        await moveTo(world, 1, stranger);
        const later = (await citizenship.citizen(1)).wakesAt;
        await nextAt(later);
        await citizenship.wake(1);
        expect([later > wakesAt, await citizenship.votesOf(1)]).to.deep.equal([true, 1n]);
      });
    });

    context("given three renewed in time", () => {
      it("reverts with Citizenship_NotRenewable after the 90 days", async () => {
        const { citizenship, dot, until } = await loadFixture(threeInTime);
        await nextAt(until + GRACE);
        await expect(citizenship.connect(dot).renewOwn())
          .to.be.revertedWithCustomError(citizenship, "Citizenship_NotRenewable")
          .withArgs(4n, until);
      });

      it("renews others in the last second of the 90 days", async () => {
        const { citizenship, dot, until } = await loadFixture(threeInTime);
        await nextAt(until + GRACE - 1n);
        await citizenship.connect(dot).renewOwn();
        expect(await citizenship.votesOf(4)).to.equal(1n);
      });

      it("renews others however late 90 days after one of the three has left", async () => {
        const { citizenship, ben, dot, until } = await loadFixture(threeInTime);
        await waitUntil(until + 110n * DAY);
        await citizenship.connect(ben).renounce();
        await nextAt((await now()) + GRACE);
        await citizenship.connect(dot).renewOwn();
        expect(await citizenship.votesOf(4)).to.equal(0n);
        expect((await citizenship.citizen(4)).until > until + 565n * DAY - DAY).to.equal(true);
      });

      it("reverts with Citizenship_NotRenewable a second before that", async () => {
        const { citizenship, ben, dot, until } = await loadFixture(threeInTime);
        await waitUntil(until + 110n * DAY);
        await citizenship.connect(ben).renounce();
        await nextAt((await now()) + GRACE - 1n);
        await expect(citizenship.connect(dot).renewOwn())
          .to.be.revertedWithCustomError(citizenship, "Citizenship_NotRenewable")
          .withArgs(4n, until);
      });

      it("renews nobody late if another one was named before", async () => {
        const { citizenship, ben, dot, eve, until } = await loadFixture(threeInTime);
        await citizenship.connect(dot).renewOwn();
        await citizenship.connect(ben).renounce();
        await citizenship.markLapsed([4]);
        await nextAt(until + GRACE);
        await expect(citizenship.connect(eve).renewOwn())
          .to.be.revertedWithCustomError(citizenship, "Citizenship_NotRenewable")
          .withArgs(5n, until);
      });
    });

    context("given three have come back late, and were woken", () => {
      const threeReturns = async () => {
        const world = await five();
        const { citizenship, ann, ben, cyd, until } = world;
        const returnedAt = until + GRACE + DAY;
        await waitUntil(returnedAt - 10n);
        await citizenship.connect(ann).renewOwn();
        await citizenship.connect(ben).renewOwn();
        await nextAt(returnedAt);
        await citizenship.connect(cyd).renewOwn();
        await waitUntil((await citizenship.citizen(3)).wakesAt);
        for (const citizenId of [1, 2, 3]) await citizenship.wake(citizenId);
        return { ...world, returnedAt };
      };

      it("renews others for 90 days after the third return", async () => {
        const { citizenship, dot, returnedAt } = await loadFixture(threeReturns);
        await nextAt(returnedAt + GRACE - 1n);
        await citizenship.connect(dot).renewOwn();
        expect(await citizenship.endTime(4)).to.equal(midnight(returnedAt + GRACE - 1n) + 365n * DAY);
      });

      it("reverts with Citizenship_NotRenewable afterwards", async () => {
        const { citizenship, dot, returnedAt, until } = await loadFixture(threeReturns);
        await nextAt(returnedAt + GRACE);
        await expect(citizenship.connect(dot).renewOwn())
          .to.be.revertedWithCustomError(citizenship, "Citizenship_NotRenewable")
          .withArgs(4n, until);
      });

      it("does not count further from a fourth return", async () => {
        const { citizenship, dot, eve, returnedAt, until } = await loadFixture(threeReturns);
        await nextAt(returnedAt + GRACE - 1n);
        await citizenship.connect(dot).renewOwn();
        await nextAt(returnedAt + GRACE);
        await expect(citizenship.connect(eve).renewOwn())
          .to.be.revertedWithCustomError(citizenship, "Citizenship_NotRenewable")
          .withArgs(5n, until);
      });
    });

    it("reverts with Citizenship_NotRenewable when the term would not end later", async () => {
      const { citizenship, government, ann, until } = await loadFixture(five);
      await citizenship.connect(government).setProvision(Provision.term, 30);
      await nextAt(until - 60n * DAY);
      await expect(citizenship.connect(ann).renewOwn())
        .to.be.revertedWithCustomError(citizenship, "Citizenship_NotRenewable")
        .withArgs(1n, until);
    });

    it("reverts with Citizenship_NotCitizen when the caller holds no citizenship", async () => {
      const { citizenship, stranger } = await loadFixture(five);
      await expect(citizenship.connect(stranger).renewOwn())
        .to.be.revertedWithCustomError(citizenship, "Citizenship_NotCitizen")
        .withArgs(stranger.address);
    });

    it("renews without end where terms have none", async () => {
      const { citizenship, government, ann, until } = await loadFixture(five);
      await citizenship.connect(government).setProvision(Provision.term, 0);
      await waitUntil(until);
      await citizenship.connect(ann).renewOwn();
      expect((await citizenship.citizen(1)).until).to.equal(ENDLESS);
    });
  });

  describe("renew()", () => {
    it("renews for a term that begins now, and no longer", async () => {
      const { citizenship, registrar } = await loadFixture(five);
      const present = midnight((await now()) + DAY);
      await nextAt(present);
      await citizenship.connect(registrar).renew(1, present + 365n * DAY);
      expect(await citizenship.endTime(1)).to.equal(present + 365n * DAY);
    });

    it("reverts with Citizenship_MomentTooLate a second later", async () => {
      const { citizenship, registrar } = await loadFixture(five);
      const present = midnight((await now()) + DAY);
      await nextAt(present);
      await expect(citizenship.connect(registrar).renew(1, present + 365n * DAY + 1n))
        .to.be.revertedWithCustomError(citizenship, "Citizenship_MomentTooLate")
        .withArgs(present + 366n * DAY, present + 365n * DAY);
    });

    it("reverts with Citizenship_MomentTooLate without end", async () => {
      const { citizenship, registrar } = await loadFixture(five);
      const present = midnight((await now()) + DAY);
      await nextAt(present);
      await expect(citizenship.connect(registrar).renew(1, ENDLESS))
        .to.be.revertedWithCustomError(citizenship, "Citizenship_MomentTooLate")
        .withArgs(65_535n * DAY, present + 365n * DAY);
    });
  });

  describe("renew(), of a term that is over", () => {
    it("renews in the last second of the 90 days after the end", async () => {
      const { citizenship, registrar, until } = await loadFixture(five);
      await nextAt(until + GRACE - 1n);
      await citizenship.connect(registrar).renew(1, until + GRACE);
      expect(await citizenship.endTime(1)).to.equal(until + GRACE);
    });

    it("reverts with Citizenship_NotRenewable afterwards", async () => {
      const { citizenship, registrar, until } = await loadFixture(threeInTime);
      await nextAt(until + GRACE);
      await expect(citizenship.connect(registrar).renew(4, until + GRACE + DAY))
        .to.be.revertedWithCustomError(citizenship, "Citizenship_NotRenewable")
        .withArgs(4n, until);
    });

    it("reverts with Citizenship_NotRenewable, too, while fewer than three citizens are known", async () => {
      const { citizenship, registrar, until } = await loadFixture(five);
      await waitUntil(until + 1_000n * DAY);
      await expect(citizenship.connect(registrar).renew(1, until + 1_001n * DAY))
        .to.be.revertedWithCustomError(citizenship, "Citizenship_NotRenewable")
        .withArgs(1n, until);
    });

    it("leaves who is too late to renounce, and to be admitted again as a newcomer", async () => {
      const { citizenship, registrar, ann, until } = await loadFixture(five);
      await waitUntil(until + GRACE);
      await citizenship.connect(ann).renounce();
      await citizenship.connect(ann).requestAdmission(DOSSIER);
      await citizenship.connect(registrar).admit(ann);
      expect(await citizenship.mayVote(6)).to.equal(false);
    });
  });

  describe("renewSigned()", () => {
    it("renews all who signed, whoever pays", async () => {
      const { citizenship, stranger, ann, ben, until } = await loadFixture(five);
      const renewals = [
        await signedRenewal(citizenship, { citizenId: 1n, signer: ann }),
        await signedRenewal(citizenship, { citizenId: 2n, signer: ben }),
      ];
      await nextAt(until);
      await expect(citizenship.connect(stranger).renewSigned(renewals))
        .to.emit(citizenship, "CitizenRenewed")
        .withArgs(2n, until, until + 365n * DAY);
      expect(await citizenship.votesOf(1)).to.equal(1n);
    });

    const skips = (what: string, change: (renewal: Signed, world: World) => Promise<Signed> | Signed) => {
      it(`skips ${what}`, async () => {
        const world = await loadFixture(five);
        const { citizenship, ann, ben, until } = world;
        const one = await signedRenewal(citizenship, { citizenId: 1n, signer: ann });
        const two = await signedRenewal(citizenship, { citizenId: 2n, signer: ben });
        await nextAt(until);
        expect(
          await citizenship.renewSigned.staticCall([await change(one, world), two], { blockTag: "pending" }),
        ).to.equal(1n);
      });
    };

    skips("a signature of somebody else", async (_, { citizenship, ben }) =>
      signedRenewal(citizenship, { citizenId: 1n, signer: ben }),
    );
    skips("a signature with another deadline", (renewal) => ({ ...renewal, deadline: renewal.deadline - 1n }));
    skips("a signature for an earlier term", async (_, { citizenship, ann }) =>
      signedRenewal(citizenship, { citizenId: 1n, signer: ann, until: 7n }),
    );
    skips("an id that was never given", (renewal) => ({ ...renewal, citizenId: 99n }));
    skips("a signature that is none", (renewal) => ({ ...renewal, signature: "0x1234" }));

    it("skips whoever is too late", async () => {
      const { citizenship, dot, until } = await loadFixture(threeInTime);
      const renewal = await signedRenewal(citizenship, { citizenId: 4n, signer: dot });
      await nextAt(until + GRACE);
      await citizenship.renewSigned([renewal]);
      expect(await citizenship.endTime(4)).to.equal(until);
    });

    for (const [what, wait, isRenewed] of [
      ["renews in the second of the deadline", 0n, true],
      ["skips a signature one second later", 1n, false],
    ] as const) {
      it(what, async () => {
        const { citizenship, ann, until } = await loadFixture(five);
        const renewal = await signedRenewal(citizenship, { citizenId: 1n, signer: ann, deadline: until });
        await nextAt(until + wait);
        await citizenship.renewSigned([renewal]);
        expect((await citizenship.endTime(1)) > until).to.equal(isRenewed);
      });
    }

    it("skips whoever is too early", async () => {
      const { citizenship, ann, until } = await loadFixture(five);
      const renewal = await signedRenewal(citizenship, { citizenId: 1n, signer: ann });
      await nextAt(until - GRACE - 1n);
      await citizenship.renewSigned([renewal]);
      expect(await citizenship.endTime(1)).to.equal(until);
    });

    it("skips a contract account, whose signature would hold", async () => {
      const { citizenship, ann, recovery, until } = await loadFixture(five);
      const wallet = await ethers.deployContract("ReentrantWallet", [citizenship.target, []]);
      const deadline = ENDLESS;
      await citizenship.connect(recovery).move(1, wallet, deadline, "0x");
      const signature = (await signedRenewal(citizenship, { citizenId: 1n, signer: ann })).signature;
      await nextAt(until);
      await citizenship.renewSigned([{ citizenId: 1n, deadline, signature }]);
      expect(await citizenship.endTime(1)).to.equal(until);
    });

    it("lets a signature that does not hold open no grace", async () => {
      const { citizenship, ann, ben, cyd, dot, eve, until } = await loadFixture(threeInTime);
      await citizenship.connect(cyd).renounce();
      await nextAt(until);
      await citizenship.renewSigned([await signedRenewal(citizenship, { citizenId: 5n, signer: ben })]);
      await citizenship.connect(dot).renewOwn();
      const returnedAt = await now();
      await nextAt(returnedAt + GRACE);
      await expect(citizenship.connect(eve).renewOwn())
        .to.be.revertedWithCustomError(citizenship, "Citizenship_NotRenewable")
        .withArgs(5n, until);
      expect(await citizenship.citizenOf(ann)).to.equal(1n);
    });

    it("counts a signature once", async () => {
      const { citizenship, ann, until } = await loadFixture(five);
      const renewal = await signedRenewal(citizenship, { citizenId: 1n, signer: ann });
      await nextAt(until);
      await citizenship.renewSigned([renewal]);
      const renewedUntil = await citizenship.endTime(1);
      await nextAt(renewedUntil);
      await citizenship.renewSigned([renewal]);
      expect(await citizenship.endTime(1)).to.equal(renewedUntil);
    });
  });
});

type World = Awaited<ReturnType<typeof five>>;
type Signed = Awaited<ReturnType<typeof signedRenewal>>;
