import { loadFixture } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import {
  DAY,
  ENDLESS,
  foundingCitizens,
  midnight,
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
  const [ann, ben, cyd] = world.people;
  return { ...world, ann, ben, cyd, until: await world.citizenship.endTime(1) };
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

    it("reverts with Citizenship_NotRenewable afterwards", async () => {
      const { citizenship, ann, until } = await loadFixture(five);
      await nextAt(until + GRACE);
      await expect(citizenship.connect(ann).renewOwn())
        .to.be.revertedWithCustomError(citizenship, "Citizenship_NotRenewable")
        .withArgs(1n, until);
    });

    it("renews however late while fewer than three citizens are left", async () => {
      const { citizenship, ann, until } = await loadFixture(five);
      await waitUntil(until + 1_000n * DAY);
      await citizenship.markLapsed([1, 2, 3]);
      await citizenship.connect(ann).renewOwn();
      expect(await citizenship.citizenCount()).to.equal(3n);
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

    const skips = (what: string, change: (renewal: Signed, world: World) => Promise<Signed> | Signed, at = 0n) => {
      it(`skips ${what}`, async () => {
        const world = await loadFixture(five);
        const { citizenship, ann, ben, until } = world;
        const one = await signedRenewal(citizenship, { citizenId: 1n, signer: ann });
        const two = await signedRenewal(citizenship, { citizenId: 2n, signer: ben });
        await nextAt(until + at);
        expect(
          await citizenship.renewSigned.staticCall([await change(one, world), two], { blockTag: "pending" }),
        ).to.equal(at === 0n ? 1n : 0n);
      });
    };

    skips("a signature of somebody else", async (_, { citizenship, ben }) =>
      signedRenewal(citizenship, { citizenId: 1n, signer: ben }),
    );
    skips("a signature whose deadline is past", (renewal, { until }) => ({ ...renewal, deadline: until - 1n }));
    skips("a signature for an earlier term", async (_, { citizenship, ann }) =>
      signedRenewal(citizenship, { citizenId: 1n, signer: ann, until: 7n }),
    );
    skips("an id that was never given", (renewal) => ({ ...renewal, citizenId: 99n }));
    skips("whoever is too late", (renewal) => renewal, GRACE);

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
