import { loadFixture } from "@nomicfoundation/hardhat-network-helpers";
import { encodeBytes32String } from "ethers";
import { expect } from "chai";
import { anUpkeep, GAS } from "../../unit/upkeep/world";

describe("Attack: somebody spends the budget of the upkeep through it", () => {
  it("calls the treasury for nobody, whatever is listed (UPK-2)", async () => {
    const { upkeep, treasury, nation, stranger, perform, act } = await loadFixture(anUpkeep);
    const { selector } = treasury.interface.getFunction("spend");
    for (const name of ["treasury", "another"].map(encodeBytes32String)) {
      await upkeep.setKept(name, selector, true);
      if ((await nation.institution(name)) !== treasury.target) await nation.appointInstitution(name, treasury);
      const spend = treasury.interface.encodeFunctionData("spend", [1, stranger.address, 1, "Mine"]);
      await expect(perform([act(spend, GAS, name)], stranger))
        .to.be.revertedWithCustomError(upkeep, "Upkeep_NotKept")
        .withArgs(name, selector);
    }
  });
});
