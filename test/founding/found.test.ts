import { loadFixture, mine, setNextBlockBaseFeePerGas } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { readFileSync } from "node:fs";
import path from "node:path";
import { ethers } from "hardhat";
import { ProviderNeededError } from "../../sdk/src/core/errors";
import {
  CharterError,
  CitizenWithoutAccountError,
  ConsentRefusedError,
  estimateFounding,
  found,
  OfficeRefusedError,
  StepFailedError,
  StepTooBigError,
  TRANSACTION_GAS_CAP,
  type CharterInput,
  type FoundingOptions,
  type FoundingProgress,
} from "../../sdk/src/founding";
import { compiledCode } from "../fixtures/code";
import { aNation, aNationOf, charterOf, consentsOf, foundNation } from "../fixtures/nation";

const demonstration = JSON.parse(
  readFileSync(path.join(__dirname, "../../charters/demonstration.json"), "utf8"),
) as CharterInput;

/** The demonstration nation, whose citizens are Hardhat's accounts. */
async function aDemonstration() {
  const [founder, ...others] = await ethers.getSigners();
  const progress: FoundingProgress[] = [];
  const options = {
    code: compiledCode,
    accounts: ({ index }: { index: number }) => others[index].address,
    consents: consentsOf(others.slice(0, 12)),
    onProgress: (step: FoundingProgress) => void progress.push(step),
  };
  const estimate = await estimateFounding(demonstration, ethers.provider, { code: compiledCode });
  return { founding: await found(demonstration, founder, options), citizens: others.slice(0, 12), progress, estimate };
}

/** A founding in which only the first of three citizens signs. */
async function aNationOfOneAndTwoInvited() {
  const people = (await ethers.getSigners()).slice(1, 4);
  const charter = charterOf(people.map(({ address }) => address));
  const estimate = await estimateFounding(charter, ethers.provider, { code: compiledCode, consenting: 1 });
  return { ...(await foundNation(3, {}, { consents: consentsOf(people.slice(0, 1)) })), estimate };
}

/** The failure of a founding that must fail. */
async function failureOf(charter: unknown, options: FoundingOptions = {}): Promise<unknown> {
  const [founder] = await ethers.getSigners();
  return found(charter as CharterInput, founder, { code: compiledCode, pollMs: 5, ...options }).then(
    () => undefined,
    (error: unknown) => error,
  );
}

describe("found()", () => {
  context("given a charter and the consent of its citizens", () => {
    it("founds a nation that passes every check", async () => {
      const { founding } = await loadFixture(aNation);
      expect(founding.verification.checks.filter(({ finding }) => finding !== "founded")).to.deep.equal([]);
    });

    it("takes one transaction for each institution and six for the rest, where the chain has no factory", async () => {
      const { founding } = await loadFixture(aNation);
      expect(founding.transactions).to.equal(20);
    });

    it("makes citizens of those who consented", async () => {
      const { citizenship, citizens } = await loadFixture(aNation);
      expect(await citizenship.citizenOf(citizens[2])).to.equal(3);
    });

    it("gives the government's power to the timelock", async () => {
      const { constitution, timelock } = await loadFixture(aNation);
      expect(await constitution.hasRole(0, timelock)).to.deep.equal([true, 0n]);
    });

    // Checks POWER-2.
    it("lets nobody but the deployer and the timelock hold it, ever", async () => {
      const { constitution, founding } = await loadFixture(aNation);
      const granted = await constitution.queryFilter(constitution.filters.RoleGranted(0));
      const { deployer, institutions } = founding.record;
      expect(granted.map(({ args }) => args.account)).to.deep.equal([deployer, institutions.timelock.address]);
    });

    it("leaves the founder without any", async () => {
      const { constitution, founder } = await loadFixture(aNation);
      expect(await constitution.hasRole(0, founder)).to.deep.equal([false, 0n]);
    });

    it("says what it cost", async () => {
      const { founding } = await loadFixture(aNation);
      const receipts = founding.record.transactions.map(({ outcome }) =>
        ethers.provider.getTransactionReceipt(outcome!.hash!),
      );
      const fees = (await Promise.all(receipts)).map((receipt) => receipt!.fee);
      expect(founding.cost).to.equal(fees.reduce((sum, fee) => sum + fee, 0n));
    });

    it("founds one of as many citizens as asked for", async () => {
      const { citizenship } = await loadFixture(aNationOf(12));
      expect(await citizenship.lastCitizenId()).to.equal(12);
    });
  });

  context("given the demonstration charter", () => {
    it("passes every check", async () => {
      const { founding } = await loadFixture(aDemonstration);
      expect(founding.verification.checks.filter(({ finding }) => finding !== "founded")).to.deep.equal([]);
    });

    it("takes at most 22 transactions, none above what one may have", async () => {
      const { founding } = await loadFixture(aDemonstration);
      const gas = founding.record.transactions.map(({ outcome }) => BigInt(outcome!.gasUsed));
      expect(gas.length).to.be.at.most(22);
      expect(gas.every((one) => one < TRANSACTION_GAS_CAP)).to.be.true;
    });

    it("tells of each step once, in order", async () => {
      const { founding, progress } = await loadFixture(aDemonstration);
      expect(progress.map(({ step }) => step)).to.deep.equal(founding.record.transactions.map((_, index) => index + 1));
      expect(progress.every(({ of }) => of === progress.length)).to.be.true;
    });

    it("costs what was estimated, within a twentieth", async () => {
      const { founding, estimate } = await loadFixture(aDemonstration);
      expect(estimate.transactions).to.equal(founding.transactions);
      expect(estimate.gas).to.be.within((founding.gasUsed * 95n) / 100n, (founding.gasUsed * 105n) / 100n);
    });

    it("needs twice that at least, also where the base fee is near zero", async () => {
      const { estimate } = await loadFixture(aDemonstration);
      expect(estimate.needed >= 2n * estimate.cost).to.equal(true);
      await setNextBlockBaseFeePerGas(1);
      await mine();
      const { needed, cost } = await estimateFounding(demonstration, ethers.provider, { code: compiledCode });
      expect(needed >= 2n * cost).to.equal(true);
    });

    it("shows the flag of the charter", async () => {
      const { founding } = await loadFixture(aDemonstration);
      const nation = await ethers.getContractAt("Nation", founding.nation);
      expect(await nation.flag()).to.equal(demonstration.nation.flag);
    });

    it("gives each citizen their coins, to the fraction", async () => {
      const { founding, citizens } = await loadFixture(aDemonstration);
      const coin = await ethers.getContractAt("CivicCoin", founding.addresses.coin);
      expect(await coin.balanceOf(citizens[11])).to.equal(ethers.parseEther("2500.5"));
    });

    it("lets the registrar in office admit, and nobody else of the citizens", async () => {
      const { founding, citizens } = await loadFixture(aDemonstration);
      const constitution = await ethers.getContractAt("Constitution", founding.addresses.constitution);
      expect(await constitution.hasRole(1, citizens[0])).to.deep.equal([true, 0n]);
      expect(await constitution.hasRole(1, citizens[1])).to.deep.equal([false, 0n]);
    });
  });

  context("given citizens who have not signed", () => {
    it("makes nobody a citizen who did not ask", async () => {
      const { citizenship } = await loadFixture(aNationOfOneAndTwoInvited);
      expect(await citizenship.admittedCount()).to.equal(1);
    });

    it("lets them take up their citizenship by asking", async () => {
      const { citizenship, citizens } = await loadFixture(aNationOfOneAndTwoInvited);
      await citizenship.connect(citizens[2]).requestAdmission(ethers.ZeroHash);
      expect(await citizenship.citizenOf(citizens[2])).to.equal(2);
    });

    it("costs what was estimated for so many consents, within a twentieth", async () => {
      const { founding, estimate } = await loadFixture(aNationOfOneAndTwoInvited);
      expect(estimate.transactions).to.equal(founding.transactions);
      expect(estimate.gas).to.be.within((founding.gasUsed * 95n) / 100n, (founding.gasUsed * 105n) / 100n);
    });

    it("passes every check", async () => {
      const { founding } = await loadFixture(aNationOfOneAndTwoInvited);
      expect(founding.verification.faults).to.deep.equal([]);
    });
  });

  context("given an officer who has not signed", () => {
    async function aNationWithoutItsOfficer() {
      return foundNation(
        3,
        { offices: [{ role: "registrar", citizen: "Citizen 2" }] },
        { consents: consentsOf((await ethers.getSigners()).slice(1, 2)) },
      );
    }

    it("leaves the office open, and says so", async () => {
      const { founding, citizens } = await loadFixture(aNationWithoutItsOfficer);
      expect(founding.openOffices).to.deep.equal([{ role: 1n, account: citizens[1].address }]);
    });

    it("says who was invited", async () => {
      const { founding, citizens } = await loadFixture(aNationWithoutItsOfficer);
      expect(founding.invited).to.deep.equal([citizens[1].address, citizens[2].address]);
    });

    it("passes every check", async () => {
      const { founding } = await loadFixture(aNationWithoutItsOfficer);
      expect(founding.verification.faults).to.deep.equal([]);
    });
  });

  context("given a charter that needs several batches", () => {
    it("divides articles and citizens among transactions", async () => {
      const [, ...others] = await ethers.getSigners();
      const articles = Array.from({ length: 30 }, (_, index) => ({
        title: `Article ${index + 1}`,
        text: "x".repeat(2000),
      }));
      const { founding } = await foundNation(3, { articles }, { consents: consentsOf(others.slice(0, 3)) });
      const steps = founding.record.transactions.map(({ step }) => step).filter((step) => step.startsWith("articles"));
      expect(steps).to.deep.equal(["articles:11", "articles:22", "articles:30"]);
    });
  });

  context("given long articles of letters that are no ASCII", () => {
    it("divides them so that each transaction fits a block", async () => {
      const [, ...others] = await ethers.getSigners();
      const articles = Array.from({ length: 12 }, (_, index) => ({
        title: `Стаття ${index + 1}`,
        text: "я".repeat(970),
      }));
      const { founding } = await foundNation(3, { articles }, { consents: consentsOf(others.slice(0, 3)) });
      expect(founding.verification.faults).to.deep.equal([]);
    });
  });

  context("given something that cannot be founded", () => {
    it("sends nothing for a charter that is wrong", async () => {
      const [founder] = await ethers.getSigners();
      const nonce = await founder.getNonce();
      expect(await failureOf({ nation: { name: "" }, citizens: [] })).to.be.instanceOf(CharterError);
      expect(await founder.getNonce()).to.equal(nonce);
    });

    it("needs an account for each citizen", async () => {
      const charter = { nation: { name: "Small" }, citizens: [{ name: "Ada" }] };
      expect(await failureOf(charter)).to.be.instanceOf(CitizenWithoutAccountError);
    });

    it("takes no account for two citizens, before anything is paid", async () => {
      const [founder, ada] = await ethers.getSigners();
      const nonce = await founder.getNonce();
      const charter = { nation: { name: "Small" }, citizens: [{ name: "Ada" }, { name: "Bea" }] };
      const error = await failureOf(charter, { accounts: () => ada.address.toLowerCase() });
      expect(error).to.be.instanceOf(CharterError);
      expect((error as Error).message).to.contain(`repeats ${ada.address}, whom citizens[0] has already`);
      expect(await founder.getNonce()).to.equal(nonce);
    });

    it("gives no office to the founder", async () => {
      const [founder] = await ethers.getSigners();
      const charter = charterOf([founder.address], { offices: [{ role: "registrar", citizen: "Citizen 1" }] });
      const error = await failureOf(charter, { consents: consentsOf([founder]) });
      expect(error).to.be.instanceOf(OfficeRefusedError);
      expect((error as Error).message).to.match(/founder keeps no power/);
    });

    it("refuses somebody else's signature", async () => {
      const [, ada, mallory] = await ethers.getSigners();
      const consents: FoundingOptions["consents"] = ({ domain, types, message }) =>
        mallory.signTypedData(domain, types, message);
      expect(await failureOf(charterOf([ada.address]), { consents })).to.be.instanceOf(ConsentRefusedError);
    });

    it("refuses what is no signature", async () => {
      const [, ada] = await ethers.getSigners();
      expect(await failureOf(charterOf([ada.address]), { consents: () => "0x1234" })).to.be.instanceOf(
        ConsentRefusedError,
      );
    });

    it("needs a connection", async () => {
      const signer = ethers.Wallet.createRandom();
      const founding = found(charterOf([signer.address]), signer, { code: compiledCode });
      await expect(founding).to.be.rejectedWith(ProviderNeededError);
    });

    it("says which step is too big, before anything is paid", async () => {
      const [founder, ada] = await ethers.getSigners();
      const nonce = await founder.getNonce();
      const error = await failureOf(charterOf([ada.address]), { gasCap: 3_000_000n });
      expect(error).to.be.instanceOf(StepTooBigError);
      expect((error as Error).message).to.match(/^"Build the constitution \(Constitution\)" would take \d+ gas/);
      expect(await founder.getNonce()).to.equal(nonce);
    });

    it("says why a step fails", async () => {
      const [, ada] = await ethers.getSigners();
      const broken = await compiledCode("Treasury");
      // Creation code that reverts without a word.
      const code: FoundingOptions["code"] = (name) =>
        name === "Treasury" ? { ...broken, creation: "0x5f5ffd" } : compiledCode(name);
      const error = await failureOf(charterOf([ada.address]), { code });
      expect(error).to.be.instanceOf(StepFailedError);
      expect((error as StepFailedError).step).to.equal("Build the treasury (Treasury)");
      expect((error as Error).message).to.match(/NationDeployer_NothingDeployed/);
    });
  });
});
