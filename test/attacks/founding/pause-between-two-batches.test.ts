import { loadFixture, time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { ethers } from "hardhat";
import { namesIn, parseCharter } from "../../../sdk/src/founding/charter";
import { found, VerificationFailedError } from "../../../sdk/src/founding";
import { codesOf } from "../../../sdk/src/founding/codes";
import { ADMISSION, planOf } from "../../../sdk/src/founding/plan";
import { DAY } from "../../fixtures/citizenship";
import { compiledCode, roomToFound } from "../../fixtures/code";
import { planned } from "../../fixtures/deployer";
import { charterOf, consentsOf } from "../../fixtures/nation";

// Founding citizens come in by batches of fifty. Whoever held up the second batch until the invitations of the first had ended
// stopped the founding for good: the step could not be taken, and none is ever skipped.
describe("Attack: a pause between two batches of founding citizens stops a founding for good", () => {
  async function aPausedFounding() {
    const [founder] = await ethers.getSigners();
    const citizens = Array.from({ length: 51 }, () => ethers.Wallet.createRandom().address);
    const charter = parseCharter(charterOf(citizens, { citizenship: { invitation: "8 days" } }));
    const names = namesIn(charter);
    const variants = { randomness: "block" } as const;
    const draft = { charter, founder: founder.address, citizens, chainId: "31337", variants };
    const { steps } = planOf(draft, await codesOf(compiledCode, names));
    const world = await planned(steps);
    const [first, second] = steps.flatMap(({ id }, index) => (id.startsWith(ADMISSION) ? [index] : []));
    for (let index = 0; index <= first; ++index) await world.perform(index);
    await time.increase(8n * DAY);
    const address = await world.deployer.addressOf(names.indexOf("citizenship"));
    return { ...world, steps, second, citizens, citizenship: await ethers.getContractAt("Citizenship", address) };
  }

  it("fails: every other step can be taken", async () => {
    const { deployer, steps, second, perform } = await loadFixture(aPausedFounding);
    for (let index = second; index < steps.length; ++index) await perform(index);
    expect(await deployer.stepCount()).to.equal(steps.length);
  });

  it("is told by verification, of those who were left out", async () => {
    const [founder, ...others] = await ethers.getSigners();
    const [present, absent] = [others.slice(0, 3), Array.from({ length: 57 }, () => ethers.Wallet.createRandom())];
    const charter = charterOf(
      [...present, ...absent].map(({ address }) => address),
      { citizenship: { window: "1 day", invitation: "8 days" } },
    );
    let batches = 0;
    const founding = found(charter, founder, {
      code: compiledCode,
      consents: consentsOf(present),
      ...roomToFound,
      onProgress: async ({ title }) => {
        if (/founding citizens/.test(title) && ++batches === 1) await time.increase(8n * DAY);
      },
    });
    await expect(founding).to.be.rejectedWith(
      VerificationFailedError,
      /10 were neither admitted nor invited: when the step came that invites them, the invitations before it had ended/,
    );
  });

  it("invites nobody of the second batch", async () => {
    const { citizenship, citizens, second, perform } = await loadFixture(aPausedFounding);
    await perform(second);
    expect(await citizenship.admissionOf(citizens[50])).to.deep.equal([0n, 0n]);
  });
});
