import { loadFixture } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { id } from "ethers";
import { connect } from "../../sdk/src";
import { foundNation } from "../fixtures/nation";

const aFoundedNation = () => foundNation(3, { institutions: { grants: true } });

describe("nation.grants", () => {
  it("makes an entry, and reads it", async () => {
    const { founding, citizens } = await loadFixture(aFoundedNation);
    const nation = await connect(citizens[0], founding.addresses.nation);
    const { entryId, citizenId } = await nation.grants.enter.wait({ digest: id("document") });
    const entry = await nation.grants.entryOf({ entryId });
    expect(entry).to.include({ citizenId, isRemoved: false, digest: id("document") });
  });

  it("is told by the overview", async () => {
    const { founding, citizens } = await loadFixture(aFoundedNation);
    const nation = await connect(citizens[0], founding.addresses.nation);
    await nation.grants.enter.wait({ digest: id("document") });
    expect((await nation.overview()).grants).to.deep.equal({ entries: 1 });
  });
});
