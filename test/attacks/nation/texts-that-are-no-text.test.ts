import { loadFixture } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { encodeBytes32String, type BaseContract } from "ethers";
import { ethers } from "hardhat";
import { encodeWithBytes, NO_TEXT } from "../../fixtures/bytes";

const TEXT = "0x74657874";

/** A nation and a constitution of which the sender is the government. */
async function aGovernment() {
  const [government] = await ethers.getSigners();
  const terms = { name: "Aurelia", motto: "", domain: "", daoURI: "", flag: "<svg />" };
  const constitution = await ethers.deployContract("Constitution", [government, ethers.ZeroAddress]);
  await constitution.enact([{ title: "Voice", text: "Every citizen has one voice." }]);
  return { government, constitution, nation: await ethers.deployContract("Nation", [constitution, terms, []]) };
}

describe("Attack: a text of bytes that no reader can decode", () => {
  /** What the sender's call with such bytes is refused with. */
  const send = async (contract: BaseContract, name: string, values: readonly unknown[]) => {
    const [government] = await ethers.getSigners();
    return government.sendTransaction({ to: contract, data: encodeWithBytes(contract.interface, name, values) });
  };

  for (const [setter, field] of [
    ["setName", "name"],
    ["setMotto", "motto"],
    ["setDomain", "domain"],
    ["setDaoURI", "daoURI"],
  ] as const) {
    it(`reverts with Nation_NotPlainText in ${setter}()`, async () => {
      const { nation } = await loadFixture(aGovernment);
      await expect(send(nation, setter, [NO_TEXT]))
        .to.be.revertedWithCustomError(nation, "Nation_NotPlainText")
        .withArgs(encodeBytes32String(field), 1);
    });
  }

  it("reverts with Constitution_TitleNotPlain as an article's title", async () => {
    const { constitution } = await loadFixture(aGovernment);
    const articles = [
      [TEXT, TEXT],
      [NO_TEXT, TEXT],
    ];
    await expect(send(constitution, "enact", [articles]))
      .to.be.revertedWithCustomError(constitution, "Constitution_TitleNotPlain")
      .withArgs(3, 1);
  });

  it("reverts with Constitution_TextNotPlain as an article's text", async () => {
    const { constitution } = await loadFixture(aGovernment);
    await expect(send(constitution, "enact", [[[TEXT, NO_TEXT]]]))
      .to.be.revertedWithCustomError(constitution, "Constitution_TextNotPlain")
      .withArgs(2, 1);
  });

  it("reverts with Constitution_TitleNotPlain as an amended title", async () => {
    const { constitution } = await loadFixture(aGovernment);
    await expect(send(constitution, "amend", [1, NO_TEXT, TEXT]))
      .to.be.revertedWithCustomError(constitution, "Constitution_TitleNotPlain")
      .withArgs(1, 1);
  });

  it("reverts with Constitution_TextNotPlain as an amended text", async () => {
    const { constitution } = await loadFixture(aGovernment);
    await expect(send(constitution, "amend", [1, TEXT, NO_TEXT]))
      .to.be.revertedWithCustomError(constitution, "Constitution_TextNotPlain")
      .withArgs(1, 1);
  });

  for (const control of ["\0", "\t", "\r", "\u007f", "\u0085"]) {
    it(`reverts with Constitution_TextNotPlain in an article with the control character ${JSON.stringify(control)}`, async () => {
      const { constitution } = await loadFixture(aGovernment);
      await expect(constitution.amend(1, "Voice", `One${control}voice`))
        .to.be.revertedWithCustomError(constitution, "Constitution_TextNotPlain")
        .withArgs(1, 3);
    });
  }

  it("reverts with Constitution_TitleNotPlain in a title of two lines", async () => {
    const { constitution } = await loadFixture(aGovernment);
    await expect(constitution.amend(1, "One\nvoice", "One voice."))
      .to.be.revertedWithCustomError(constitution, "Constitution_TitleNotPlain")
      .withArgs(1, 3);
  });

  it("leaves articles the lines that people write", async () => {
    const { constitution } = await loadFixture(aGovernment);
    await constitution.amend(1, "Voice", "Every citizen has one voice.\n\nIt is equal.");
    expect((await constitution.article(1)).text).to.equal("Every citizen has one voice.\n\nIt is equal.");
  });
});
