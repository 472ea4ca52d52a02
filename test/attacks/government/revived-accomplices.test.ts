import type { HardhatEthersSigner } from "@nomicfoundation/hardhat-ethers/signers";
import { loadFixture, time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { ethers } from "hardhat";
import { roles } from "../../../sdk/src/core/roles";
import { admitFounders, DAY, DOSSIER, signedRenewal } from "../../fixtures/citizenship";
import { against, inFavour, Proposal, State } from "../../fixtures/governance";
import { nation } from "../../fixtures/institutions";

const REGISTRAR = 1n;

// Between the proposal of the own dismissal and its snapshot a registrar renewed accomplices who had lapsed long ago: no brake
// counted them, and their votes did not sleep.
describe("Attack: a captured registrar revives citizens who lapsed long ago", () => {
  /** Of twelve citizens seven lapsed 200 days ago. The first holds the office of registrar. */
  async function aNationOfFive() {
    const signers = await ethers.getSigners();
    const citizens = signers.slice(1, 13);
    const world = await nation({
      only: ["constitution", "citizenship", "timelock", "governor"],
      stub: { passport: "PassportStub", stake: "CitizenshipStub" },
      accounts: { treasury: signers[34] },
      founding: { citizens: citizens.length, window: 7n * DAY },
    });
    const { citizenship, constitution, timelock, government, authority } = world;
    await admitFounders({ citizenship, government }, citizens);
    await authority.grantRole(0, timelock, 0);
    const until = await citizenship.endTime(1);
    await constitution.appoint(roles.registrar, REGISTRAR, until + 1_000n * DAY);
    await time.increaseTo(until - 10n * DAY);
    const [registrar, ...others] = citizens.slice(0, 5);
    for (const active of [registrar, ...others]) await citizenship.connect(active).renewOwn();
    await time.increaseTo(until + 200n * DAY);
    await citizenship.markLapsed([6, 7, 8, 9, 10, 11, 12]);
    const dismissal = {
      target: constitution.target as string,
      data: constitution.interface.encodeFunctionData("dismiss", [roles.registrar, REGISTRAR]),
    };
    return { ...world, until, registrar, others, accomplices: citizens.slice(5), dismissal };
  }

  it("fails by a renewal", async () => {
    const { citizenship, registrar, until } = await loadFixture(aNationOfFive);
    await expect(citizenship.connect(registrar).renew(6, until + 300n * DAY))
      .to.be.revertedWithCustomError(citizenship, "Citizenship_NotRenewable")
      .withArgs(6n, until);
  });

  it("fails by signed renewals", async () => {
    const { citizenship, registrar, accomplices } = await loadFixture(aNationOfFive);
    const renewals = await Promise.all(
      accomplices.map((signer, index) => signedRenewal(citizenship, { citizenId: BigInt(index + 6), signer })),
    );
    expect(await citizenship.connect(registrar).renewSigned.staticCall(renewals)).to.equal(0n);
  });

  it("lets one in 30 days be admitted again, without a vote on a dismissal that was proposed already", async () => {
    const { citizenship, governor, registrar, others, accomplices, dismissal } = await loadFixture(aNationOfFive);
    const proposal = new Proposal(governor, others[0], [dismissal], "Dismiss the registrar");
    await proposal.propose();
    const returned: HardhatEthersSigner[] = [];
    for (const accomplice of accomplices) {
      await citizenship.connect(accomplice).renounce();
      await citizenship.connect(accomplice).requestAdmission(DOSSIER);
      await citizenship
        .connect(registrar)
        .admit(accomplice)
        .then(
          () => returned.push(accomplice),
          () => undefined,
        );
    }
    expect(returned).to.deep.equal([accomplices[0]]);
    await proposal.open();
    await expect(governor.connect(returned[0]).castVote(proposal.id, against))
      .to.be.revertedWithCustomError(governor, "NationGovernor_NotCitizen")
      .withArgs(returned[0]);
    await proposal.voteAll(others, inFavour);
    await proposal.close();
    expect(await proposal.state()).to.equal(State.Succeeded);
  });

  it("fails by a known citizen who renounces in time: whoever has left is known for 90 days more", async () => {
    const { citizenship, governor, others, accomplices, dismissal, until } = await loadFixture(aNationOfFive);
    const [traitor, ...honest] = others;
    const proposal = new Proposal(governor, honest[0], [dismissal], "Dismiss the registrar");
    await proposal.propose();
    await citizenship.connect(traitor).renounce();
    for (const [index, accomplice] of accomplices.entries()) {
      await expect(citizenship.connect(accomplice).renewOwn())
        .to.be.revertedWithCustomError(citizenship, "Citizenship_NotRenewable")
        .withArgs(index + 6, until);
    }
    await proposal.open();
    await proposal.voteAll(honest, inFavour);
    await proposal.close();
    expect(await proposal.state()).to.equal(State.Succeeded);
  });

  it("fails 90 days later, if anyone named those who are active meanwhile", async () => {
    const { citizenship, others, accomplices } = await loadFixture(aNationOfFive);
    await citizenship.connect(others[0]).renounce();
    await citizenship.connect(others[1]).markLapsed([3, 4, 5]);
    await time.increase(91n * DAY);
    await expect(citizenship.connect(accomplices[0]).renewOwn()).to.be.revertedWithCustomError(
      citizenship,
      "Citizenship_NotRenewable",
    );
  });

  it("fails even where nobody did: whoever comes back sleeps through the vote", async () => {
    const { citizenship, governor, others, accomplices, dismissal } = await loadFixture(aNationOfFive);
    const [traitor, ...honest] = others;
    await citizenship.connect(traitor).renounce();
    await time.increase(91n * DAY);
    const proposal = new Proposal(governor, honest[0], [dismissal], "Dismiss the registrar");
    await proposal.propose();
    for (const accomplice of accomplices) await citizenship.connect(accomplice).renewOwn();
    await proposal.open();
    for (const accomplice of accomplices) {
      await expect(governor.connect(accomplice).castVote(proposal.id, against))
        .to.be.revertedWithCustomError(governor, "NationGovernor_NotCitizen")
        .withArgs(accomplice);
    }
  });

  it("fails by the registrar, who renews nobody 90 days after the end, whoever is known", async () => {
    const { citizenship, registrar, others, until } = await loadFixture(aNationOfFive);
    for (const citizen of others) await citizenship.connect(citizen).renounce();
    await time.increase(91n * DAY);
    await expect(citizenship.connect(registrar).renew(6, until + 300n * DAY))
      .to.be.revertedWithCustomError(citizenship, "Citizenship_NotRenewable")
      .withArgs(6n, until);
  });
});
