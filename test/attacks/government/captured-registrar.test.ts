import type { HardhatEthersSigner } from "@nomicfoundation/hardhat-ethers/signers";
import { loadFixture, time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { ethers } from "hardhat";
import { roles } from "../../../sdk/src/core/roles";
import { admitFounders, DAY, DOSSIER } from "../../fixtures/citizenship";
import { against, inFavour, Proposal, State } from "../../fixtures/governance";
import { nation } from "../../fixtures/institutions";

const REGISTRAR = 1n;

// A captured registrar admitted as many puppets as there were citizens, who then voted against the registrar's dismissal.
// Checks ELECT-1.
describe("Attack: a captured registrar packs the electorate", () => {
  /** Twelve citizens by the charter's defaults; the first holds the office of registrar, and has puppets in plenty. */
  async function aCapturedRegistry() {
    const signers = await ethers.getSigners();
    const [citizens, puppets] = [signers.slice(1, 13), signers.slice(13, 33)];
    const world = await nation({
      only: ["constitution", "citizenship", "timelock", "governor"],
      stub: { passport: "PassportStub", stake: "CitizenshipStub" },
      accounts: { treasury: signers[34] },
      founding: { citizens: citizens.length, window: 7n * DAY },
    });
    const { citizenship, constitution, timelock, government, authority } = world;
    await admitFounders({ citizenship, government }, citizens);
    const appointedAt = BigInt(await time.latest());
    await constitution.appoint(roles.registrar, REGISTRAR, appointedAt + 365n * DAY);
    await authority.grantRole(0, timelock, 0);
    const [registrar, ...others] = citizens;
    const dismissal = {
      target: constitution.target as string,
      data: constitution.interface.encodeFunctionData("dismiss", [roles.registrar, REGISTRAR]),
    };
    /** Admits as many puppets as the register takes, and returns them. */
    const pack = async (from: number): Promise<HardhatEthersSigner[]> => {
      const admitted: HardhatEthersSigner[] = [];
      for (const puppet of puppets.slice(from)) {
        await citizenship.connect(puppet).requestAdmission(DOSSIER);
        try {
          await citizenship.connect(registrar).admit(puppet);
        } catch {
          break;
        }
        admitted.push(puppet);
      }
      return admitted;
    };
    return { ...world, registrar, others, puppets, dismissal, pack };
  }

  it("admits one puppet in any 30 days to a nation of twelve", async () => {
    const { pack } = await loadFixture(aCapturedRegistry);
    expect(await pack(0)).to.have.length(1);
    await time.increase(29n * DAY);
    expect(await pack(1)).to.have.length(0);
    await time.increase(2n * DAY);
    expect(await pack(1)).to.have.length(1);
  });

  it("has no puppet vote on a dismissal that is proposed within 28 days", async () => {
    const { governor, pack, others, dismissal } = await loadFixture(aCapturedRegistry);
    const [puppet] = await pack(0);
    await time.increase(27n * DAY);
    const proposal = new Proposal(governor, others[0], [dismissal], "Dismiss the registrar");
    await proposal.propose();
    await proposal.open();
    await expect(governor.connect(puppet).castVote(proposal.id, against))
      .to.be.revertedWithCustomError(governor, "NationGovernor_NotCitizen")
      .withArgs(puppet);
  });

  it("is dismissed by three of twelve, and admits nobody afterwards", async () => {
    const { governor, citizenship, constitution, registrar, pack, others, puppets, dismissal } =
      await loadFixture(aCapturedRegistry);
    await pack(0);
    const proposal = new Proposal(governor, others[0], [dismissal], "Dismiss the registrar");
    await proposal.passAndQueue(others.slice(0, 3));
    await proposal.mature();
    await proposal.execute();
    expect(await proposal.state()).to.equal(State.Executed);
    expect(await constitution.hasRole(roles.registrar, registrar)).to.deep.equal([false, 0n]);
    await time.increase(31n * DAY);
    await citizenship.connect(puppets[5]).requestAdmission(DOSSIER);
    await expect(citizenship.connect(registrar).admit(puppets[5]))
      .to.be.revertedWithCustomError(citizenship, "AccessManagedUnauthorized")
      .withArgs(registrar);
  });

  it("does not keep the office by its own vote against three others", async () => {
    const { governor, registrar, others, dismissal } = await loadFixture(aCapturedRegistry);
    const proposal = new Proposal(governor, others[0], [dismissal], "Dismiss the registrar");
    await proposal.propose();
    await proposal.open();
    await proposal.voteAll(others.slice(0, 3), inFavour);
    await proposal.vote(registrar, against);
    await proposal.close();
    expect(await proposal.state()).to.equal(State.Succeeded);
  });
});
