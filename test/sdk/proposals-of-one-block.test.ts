import { loadFixture, time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { ethers, network } from "hardhat";
import { connect, type NationClient } from "../../sdk/src";
import { aNationOf } from "../fixtures/nation";

/** More than a page, and what is looked at below it first. */
const MANY = 40;
const LAST = "All money to me";

const aNationOfFive = aNationOf(5);

/** Makes proposals that change nothing but the motto, and then one that pays: all in one block, or each in its own. */
async function aBuriedProposal({ inOneBlock, isLast }: { readonly inOneBlock: boolean; readonly isLast: boolean }) {
  const world = await aNationOfFive();
  const { governor, citizens, nation, treasury, stranger } = world;
  const [proposer, reader] = citizens;
  const pay = treasury.interface.encodeFunctionData("pay", [ethers.ZeroAddress, stranger.address, 1n, ""]);
  const mottos = Array.from({ length: MANY }, (_, index) => `Motto ${index + 1}`);
  await network.provider.send("evm_setAutomine", [!inOneBlock]);
  const nonce = await proposer.getNonce();
  for (const [index, text] of (isLast ? [...mottos, LAST] : [LAST, ...mottos]).entries()) {
    const [target, data] =
      text === LAST ? [treasury, pay] : [nation, nation.interface.encodeFunctionData("setMotto", [text])];
    const overrides = { gasLimit: 800_000, nonce: nonce + index };
    const description = `${text}#proposer=${proposer.address.toLowerCase()}`;
    await governor.connect(proposer).propose([target], [0], [data], description, overrides);
  }
  if (inOneBlock) await network.provider.send("evm_mine");
  await network.provider.send("evm_setAutomine", [true]);
  return { ...world, client: await connect(reader, world.founding.nation) };
}

const asTheLastOfABlock = () => aBuriedProposal({ inOneBlock: true, isLast: true });
const belowMany = () => aBuriedProposal({ inOneBlock: false, isLast: false });

/** The descriptions of all proposals, page by page. */
async function listed(client: NationClient, limit: number): Promise<string[]> {
  const all: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await client.governor.list({ limit, ...(cursor !== undefined && { cursor }) });
    all.push(...page.items.map(({ description }) => description.split("#")[0]));
    cursor = page.cursor;
  } while (cursor !== undefined);
  return all;
}

describe("nation.governor, of more proposals than fit a page", () => {
  context("given that all are of one block", () => {
    for (const limit of [1, 10, 30, 100]) {
      it(`lists each once, the newest first, in pages of ${limit}`, async () => {
        const { client } = await loadFixture(asTheLastOfABlock);
        const mottos = Array.from({ length: MANY }, (_, index) => `Motto ${MANY - index}`);
        expect(await listed(client, limit)).to.deep.equal([LAST, ...mottos]);
      });
    }
  });

  context("given that one lies below many that are younger", () => {
    it("tells to vote on it nevertheless", async () => {
      const { client } = await loadFixture(belowMany);
      await time.increase(1);
      const { steps, partial } = await client.next();
      const texts = steps.filter(({ institution }) => institution === "governor").map(({ text }) => text);
      expect(texts).to.have.length(MANY + 1);
      expect(texts.filter((text) => text.includes(LAST))).to.have.length(1);
      expect(partial).to.not.include("governor");
    });
  });
});
