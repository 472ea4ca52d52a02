import { loadFixture, setCode } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { ethers } from "hardhat";
import type { Nation } from "../../../typechain-types";
import { admitFounders } from "../../fixtures/citizenship";
import { nation as institutions } from "../../fixtures/institutions";
import { name, svg, terms } from "./world";

const CITIZENS = 3;

/** A nation whose register of citizens has some, and whose profile the test changes. */
async function aProfile() {
  const [, ...people] = await ethers.getSigners();
  const world = await institutions({
    only: ["constitution", "nation", "passport", "citizenship"],
    founding: { citizens: CITIZENS, window: 86_400 },
  });
  await admitFounders(world, people.slice(0, CITIZENS));
  return { ...world, stranger: people[CITIZENS] };
}

/** What stands in the citizenship's place: code that does that, or none. */
async function behind(code: string | undefined) {
  const authority = await (await ethers.getContractFactory("AccessManager")).deploy((await ethers.getSigners())[0]);
  const { address: account } = ethers.Wallet.createRandom();
  if (code !== undefined) await setCode(account, code);
  return ethers.deployContract("Nation", [authority, terms, [{ name: name("citizenship"), account }]]);
}

const changes = {
  name: (nation: Nation) => nation.setName("Boreas"),
  motto: (nation: Nation) => nation.setMotto("Semper"),
  flag: (nation: Nation) => nation.setFlag(svg(100)),
} as const;

describe("Nation", () => {
  describe("setName(), setMotto(), setFlag()", () => {
    for (const [field, change] of Object.entries(changes)) {
      it(`has the citizenship emit BatchMetadataUpdate when the ${field} changes`, async () => {
        const { nation, citizenship } = await loadFixture(aProfile);
        const before = await citizenship.tokenURI(1);
        await expect(change(nation)).to.emit(citizenship, "BatchMetadataUpdate").withArgs(1, CITIZENS);
        expect(await citizenship.tokenURI(1)).not.to.equal(before);
      });

      for (const [what, code] of [
        ["reverts", "0x5f5ffd"],
        ["burns all gas", "0xfe"],
        ["answers with a megabyte", "0x620f42405ff3"],
        ["is not there", undefined],
      ] as const) {
        it(`changes the ${field} where the citizenship ${what}`, async () => {
          const nation = await behind(code);
          const { gasUsed } = (await (await change(nation)).wait())!;
          expect(gasUsed).to.be.lessThan(300_000n);
          expect(await nation.profile()).not.to.include({ [field]: terms[field as keyof typeof terms] });
        });
      }
    }

    for (const [field, change] of [
      ["domain", "setDomain"],
      ["daoURI", "setDaoURI"],
    ] as const) {
      it(`emits no BatchMetadataUpdate when the ${field} changes`, async () => {
        const { nation, citizenship } = await loadFixture(aProfile);
        await expect(nation[change]("example.org")).not.to.emit(citizenship, "BatchMetadataUpdate");
      });
    }
  });
});

describe("Citizenship", () => {
  describe("tellMetadata()", () => {
    it("emits BatchMetadataUpdate of all passports, whoever calls", async () => {
      const { citizenship, stranger } = await loadFixture(aProfile);
      await expect(citizenship.connect(stranger).tellMetadata())
        .to.emit(citizenship, "BatchMetadataUpdate")
        .withArgs(1, CITIZENS);
    });
  });
});
