import { loadFixture } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { encodeBytes32String } from "ethers";
import { roles } from "../../../sdk/src/core/roles";
import { State } from "../../fixtures/governance";
import { foundNation } from "../../fixtures/nation";

const REGISTRAR = 5n;

// All calls of a proposal are carried out, or none. An officer who resigned in time made the dismissal revert, and with it
// whatever had been decided together.
describe("Attack: an officer resigns to stop what was decided with the dismissal", () => {
  async function aDecidedDismissal() {
    const world = await foundNation(5, { offices: [{ role: "registrar", citizen: "Citizen 5" }] });
    const { citizenship, constitution, citizens, propose } = world;
    const key = encodeBytes32String("monthlyAdmissions");
    const { min } = await citizenship.provision(key);
    const proposal = propose(
      [
        {
          target: await constitution.getAddress(),
          data: constitution.interface.encodeFunctionData("dismiss", [roles.registrar, REGISTRAR]),
        },
        {
          target: await citizenship.getAddress(),
          data: citizenship.interface.encodeFunctionData("setProvision", [key, min]),
        },
      ],
      "Dismiss and brake",
    );
    await proposal.passAndQueue(citizens.slice(0, 4));
    await proposal.mature();
    return { ...world, proposal, registrar: citizens[4], key, min };
  }

  it("carries out the rest", async () => {
    const { citizenship, constitution, registrar, proposal, key, min } = await loadFixture(aDecidedDismissal);
    await constitution.connect(registrar).resign(roles.registrar);
    await proposal.execute();
    expect(await proposal.state()).to.equal(State.Executed);
    expect((await citizenship.provision(key)).current).to.equal(min);
    expect((await constitution.hasRole(roles.registrar, registrar)).isMember).to.equal(false);
  });

  it("reverts with Constitution_NotInOffice for a second resignation", async () => {
    const { constitution, registrar, proposal } = await loadFixture(aDecidedDismissal);
    await proposal.execute();
    await expect(constitution.connect(registrar).resign(roles.registrar))
      .to.be.revertedWithCustomError(constitution, "Constitution_NotInOffice")
      .withArgs(roles.registrar, REGISTRAR, 0);
  });
});
