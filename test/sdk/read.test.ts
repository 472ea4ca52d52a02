import { loadFixture } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { ethers } from "hardhat";
import { NoNationError } from "../../sdk/src";
import { declarationOf, institutionNames } from "../../sdk/src/institutions/registry";
import type { Shown } from "../../sdk/src/overview-reading";
import { overviewAt, shown } from "../../sdk/src/read";
import { aConnectedNation } from "../fixtures/connected";
import { failureOf } from "../fixtures/failure";

describe("overviewAt()", () => {
  it("returns what a connected nation's overview does", async () => {
    const { client } = await loadFixture(aConnectedNation);
    expect(await overviewAt(ethers.provider, client.address)).to.deep.equal(await client.overview());
  });

  it("says that there is no nation at an address", async () => {
    const { stranger } = await loadFixture(aConnectedNation);
    expect(await failureOf(overviewAt(ethers.provider, stranger.address))).to.be.instanceOf(NoNationError);
  });

  it("shows of every institution what its declaration shows", () => {
    const table: Shown = shown;
    expect(Object.keys(table)).to.deep.equal(institutionNames);
    for (const name of institutionNames) {
      const { overview, provisions } = declarationOf(name);
      expect(table[name].overview, name).to.equal(overview);
      expect(table[name].hasProvisions, name).to.equal(provisions !== undefined);
    }
  });
});
