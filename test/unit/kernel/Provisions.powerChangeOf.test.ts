import { loadFixture, time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { ethers } from "hardhat";

const [CAP, WAIT, RATE, UNKNOWN] = ["cap", "wait", "rate", "ratio"].map(ethers.encodeBytes32String);
const [AS_MARKED, LESS, MORE] = [0n, 1n, 2n];
const DAY = 24 * 60 * 60;

async function aGuardedInstitution() {
  const [government] = await ethers.getSigners();
  const authority = await (await ethers.getContractFactory("AccessManager")).deploy(government);
  const terms = { value: 10_00n, min: 1_00n, max: 50_00n };
  const factory = await ethers.getContractFactory("GuardedInstitution");
  const institution = await factory.deploy(authority, [terms, terms, terms]);

  const changeOf = (data: string) => institution.powerChangeOf(data);
  const { interface: iface } = institution;
  const ofSetting = (key: string, value: bigint) => changeOf(iface.encodeFunctionData("setProvision", [key, value]));
  const ofTrying = (key: string, value: bigint, period = DAY) =>
    changeOf(iface.encodeFunctionData("tryProvision", [key, value, period]));
  const ofRatifying = (key: string) => changeOf(iface.encodeFunctionData("ratifyProvision", [key]));
  return { institution, changeOf, ofSetting, ofTrying, ofRatifying };
}

/** A trial of another value than the standing 10 %, for a day. */
const onTrial = async (key: string, value: bigint) => {
  const world = await loadFixture(aGuardedInstitution);
  await world.institution.tryProvision(key, value, DAY);
  return world;
};

describe("Provisions", () => {
  describe("powerChangeOf()", () => {
    context("given a provision that guards nothing", () => {
      it("returns AsMarked for a setting", async () => {
        const { ofSetting } = await loadFixture(aGuardedInstitution);
        expect(await ofSetting(RATE, 11_00n)).to.equal(AS_MARKED);
      });

      it("returns AsMarked for a trial", async () => {
        const { ofTrying } = await loadFixture(aGuardedInstitution);
        expect(await ofTrying(RATE, 11_00n)).to.equal(AS_MARKED);
      });

      it("returns AsMarked for a ratification", async () => {
        const { ofRatifying } = await onTrial(RATE, 11_00n);
        expect(await ofRatifying(RATE)).to.equal(AS_MARKED);
      });
    });

    context("given a cap", () => {
      it("returns Less for a lower value", async () => {
        const { ofSetting } = await loadFixture(aGuardedInstitution);
        expect(await ofSetting(CAP, 9_99n)).to.equal(LESS);
      });

      it("returns Less for the value that it has", async () => {
        const { ofSetting } = await loadFixture(aGuardedInstitution);
        expect(await ofSetting(CAP, 10_00n)).to.equal(LESS);
      });

      it("returns More for a higher value", async () => {
        const { ofSetting } = await loadFixture(aGuardedInstitution);
        expect(await ofSetting(CAP, 10_01n)).to.equal(MORE);
      });

      it("returns Less for the trial of a lower value", async () => {
        const { ofTrying } = await loadFixture(aGuardedInstitution);
        expect(await ofTrying(CAP, 9_99n)).to.equal(LESS);
      });

      it("returns More for the trial of a higher value", async () => {
        const { ofTrying } = await loadFixture(aGuardedInstitution);
        expect(await ofTrying(CAP, 10_01n)).to.equal(MORE);
      });
    });

    context("given a cap with a lower value on trial", () => {
      it("returns More for the standing value, which would end the trial", async () => {
        const { ofSetting } = await onTrial(CAP, 5_00n);
        expect(await ofSetting(CAP, 10_00n)).to.equal(MORE);
      });

      it("returns Less for the value on trial", async () => {
        const { ofSetting } = await onTrial(CAP, 5_00n);
        expect(await ofSetting(CAP, 5_00n)).to.equal(LESS);
      });

      it("returns Less for its ratification", async () => {
        const { ofRatifying } = await onTrial(CAP, 5_00n);
        expect(await ofRatifying(CAP)).to.equal(LESS);
      });

      it("returns Less for the standing value once the trial is over", async () => {
        const { ofSetting } = await onTrial(CAP, 5_00n);
        await time.increase(DAY);
        expect(await ofSetting(CAP, 10_00n)).to.equal(LESS);
      });
    });

    context("given a cap with a higher value on trial", () => {
      it("returns More for a value between the two", async () => {
        const { ofSetting } = await onTrial(CAP, 20_00n);
        expect(await ofSetting(CAP, 15_00n)).to.equal(MORE);
      });

      it("returns Less for the standing value", async () => {
        const { ofSetting } = await onTrial(CAP, 20_00n);
        expect(await ofSetting(CAP, 10_00n)).to.equal(LESS);
      });

      it("returns More for its ratification", async () => {
        const { ofRatifying } = await onTrial(CAP, 20_00n);
        expect(await ofRatifying(CAP)).to.equal(MORE);
      });
    });

    context("given a protection", () => {
      it("returns Less for a higher value", async () => {
        const { ofSetting } = await loadFixture(aGuardedInstitution);
        expect(await ofSetting(WAIT, 10_01n)).to.equal(LESS);
      });

      it("returns More for a lower value", async () => {
        const { ofSetting } = await loadFixture(aGuardedInstitution);
        expect(await ofSetting(WAIT, 9_99n)).to.equal(MORE);
      });

      it("returns More for the standing value while a higher one is on trial", async () => {
        const { ofSetting } = await onTrial(WAIT, 20_00n);
        expect(await ofSetting(WAIT, 10_00n)).to.equal(MORE);
      });

      it("returns More for a value below the standing one while a lower one is on trial", async () => {
        const { ofSetting } = await onTrial(WAIT, 5_00n);
        expect(await ofSetting(WAIT, 7_00n)).to.equal(MORE);
      });
    });

    // Without the call the stricter value applies until its trial's end: no moment of that may be given up.
    for (const [what, key, stricter, looser] of [
      ["cap", CAP, 5_00n, 20_00n],
      ["protection", WAIT, 20_00n, 5_00n],
    ] as const) {
      context(`given a ${what} with a stricter value on trial`, () => {
        it("returns More for a trial of the same value that ends sooner", async () => {
          const { ofTrying } = await onTrial(key, stricter);
          expect(await ofTrying(key, stricter, DAY - 1)).to.equal(MORE);
        });

        it("returns Less for a trial of the same value that ends at the same moment", async () => {
          const { ofTrying } = await onTrial(key, stricter);
          expect(await ofTrying(key, stricter, DAY)).to.equal(LESS);
        });

        it("returns More for a trial of a still stricter value that ends sooner", async () => {
          const { ofTrying } = await onTrial(key, stricter);
          expect(await ofTrying(key, key === CAP ? 2_00n : 40_00n, 1)).to.equal(MORE);
        });

        it("returns Less for a short trial once that trial is over", async () => {
          const { ofTrying } = await onTrial(key, stricter);
          await time.increase(DAY);
          expect(await ofTrying(key, stricter, 1)).to.equal(LESS);
        });
      });

      context(`given a ${what} with a looser value on trial`, () => {
        it("returns Less for a trial of the standing value, however short", async () => {
          const { ofTrying } = await onTrial(key, looser);
          expect(await ofTrying(key, 10_00n, 1)).to.equal(LESS);
        });
      });
    }

    context("when the call moves no provision", () => {
      it("returns what the institution says of a function that takes power back", async () => {
        const { institution, changeOf } = await loadFixture(aGuardedInstitution);
        expect(await changeOf(institution.interface.encodeFunctionData("close"))).to.equal(LESS);
      });

      it("returns AsMarked for any other function", async () => {
        const { institution, changeOf } = await loadFixture(aGuardedInstitution);
        expect(await changeOf(institution.interface.encodeFunctionData("open"))).to.equal(AS_MARKED);
      });

      it("returns AsMarked for data without a selector", async () => {
        const { changeOf } = await loadFixture(aGuardedInstitution);
        expect(await changeOf("0x")).to.equal(AS_MARKED);
      });
    });

    it("reverts with Provisions_Unknown for a provision that there is not", async () => {
      const { institution, ofSetting } = await loadFixture(aGuardedInstitution);
      await expect(ofSetting(UNKNOWN, 1n))
        .to.be.revertedWithCustomError(institution, "Provisions_Unknown")
        .withArgs(UNKNOWN);
    });

    it("reverts when the data is shorter than the call's arguments", async () => {
      const { institution, changeOf } = await loadFixture(aGuardedInstitution);
      const data = institution.interface.encodeFunctionData("setProvision", [CAP, 1n]);
      await expect(changeOf(ethers.dataSlice(data, 0, 67))).to.be.revertedWithoutReason();
    });

    it("reverts when the data is shorter than a trial's arguments", async () => {
      const { institution, changeOf } = await onTrial(CAP, 5_00n);
      const data = institution.interface.encodeFunctionData("tryProvision", [CAP, 5_00n, DAY]);
      await expect(changeOf(ethers.dataSlice(data, 0, 99))).to.be.revertedWithoutReason();
    });
  });
});
