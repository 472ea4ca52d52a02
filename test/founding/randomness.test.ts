import { loadFixture } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { toBeHex, type Provider } from "ethers";
import { ethers } from "hardhat";
import {
  found,
  memoryJournal,
  parseCharter,
  RandomnessUnsupportedError,
  verifyFounding,
  type CharterInput,
  type FoundingRecord,
} from "../../sdk/src/founding";
import { estimateFounding } from "../../sdk/src/founding/estimate";
import {
  allowsSource,
  chooseSource,
  randomnessTermsOf,
  verifiesBeacon,
  type RandomnessSource,
} from "../../sdk/src/institutions/randomness/source";
import { verify } from "../../sdk/src/institutions/randomness/verification";
import type { Inspection } from "../../sdk/src/core/inspection";
import { decodeTerms } from "../../sdk/src/founding/verification/terms";
import { compiledCode } from "../fixtures/code";
import { charterOf, consentsOf, foundNation } from "../fixtures/nation";

const LOCAL = 31_337n;
const ETHEREUM = 1n;
const ROLLUP = 8453n;

type Randomness = NonNullable<CharterInput["justice"]>["randomness"];

const wantingTheBeacon = { justice: { randomness: { source: "drand" } } } as const;

/** A nation of one, whose charter leaves the source of randomness to the founding. */
const aSmallNation = () => foundNation(1);

/** A nation of one, whose charter wants drand's beacon. */
const aBeaconNation = () => foundNation(1, wantingTheBeacon);

const settingsWith = (randomness: Randomness) =>
  parseCharter({ nation: { name: "Small" }, citizens: [{ name: "Ada" }], justice: { randomness } }).justice!
    .randomness!;

/** A node that answers every call alike. */
const answering = (answer: string) => ({ call: () => Promise.resolve(answer) }) as unknown as Provider;

describe("verifiesBeacon()", () => {
  it("says yes of Hardhat's chain, which has the precompiles", async () => {
    expect(await verifiesBeacon(ethers.provider)).to.be.true;
  });

  it("takes a pairing that holds for a yes", async () => {
    expect(await verifiesBeacon(answering(toBeHex(1, 32)))).to.be.true;
  });

  it("takes an empty answer, as of an account without code, for a no", async () => {
    expect(await verifiesBeacon(answering("0x"))).to.be.false;
  });

  it("takes any other answer for a no", async () => {
    expect(await verifiesBeacon(answering(toBeHex(0, 32)))).to.be.false;
  });
});

describe("chooseSource()", () => {
  const choose = (randomness: Randomness, chainId: bigint, verifies: boolean) =>
    chooseSource(settingsWith(randomness), { chainId, verifies: () => Promise.resolve(verifies) });

  const cases: readonly [
    source: "auto" | "drand" | "block",
    chainId: bigint,
    can: boolean,
    chosen: RandomnessSource,
  ][] = [
    ["auto", ETHEREUM, true, "drand"],
    ["auto", ROLLUP, false, "block"],
    ["auto", LOCAL, true, "block"],
    ["auto", 1337n, true, "block"],
    ["drand", LOCAL, true, "drand"],
    ["drand", ETHEREUM, true, "drand"],
    ["block", ETHEREUM, true, "block"],
  ];
  for (const [source, chainId, can, chosen] of cases) {
    it(`is ${chosen} for ${source} on chain ${chainId}, which can ${can ? "" : "not "}verify the beacon`, async () => {
      expect(await choose({ source }, chainId, can)).to.equal(chosen);
      expect(allowsSource(settingsWith({ source }), { chainId, source: chosen })).to.be.true;
    });
  }

  it("refuses the beacon where it could not be verified", async () => {
    await expect(choose({ source: "drand" }, ROLLUP, false)).to.be.rejectedWith(RandomnessUnsupportedError);
  });

  it("asks a local chain nothing", async () => {
    const verifies = () => Promise.reject(new Error("asked"));
    expect(await chooseSource(settingsWith({}), { chainId: LOCAL, verifies })).to.equal("block");
  });
});

describe("randomnessTermsOf()", () => {
  const terms = (randomness: Randomness, chainId: bigint, source: RandomnessSource) =>
    randomnessTermsOf(settingsWith(randomness), { chainId, source });

  it("fixes the beacon's round two epochs ahead on Ethereum", () => {
    expect(terms({}, ETHEREUM, "drand")).to.deep.equal([5n, 900n]);
  });

  it("fixes the beacon's round an hour ahead elsewhere, where clocks lag", () => {
    expect(terms({}, ROLLUP, "drand")).to.deep.equal([5n, 3600n]);
  });

  it("fixes the block beyond the known builders on public chains", () => {
    expect(terms({}, ETHEREUM, "block")).to.deep.equal([64n]);
  });

  it("fixes a block nearby on a local chain, whose blocks come one by one", () => {
    expect(terms({}, LOCAL, "block")).to.deep.equal([4n]);
  });

  it("takes what the charter says", () => {
    const randomness = { drand: { blocksAhead: 7, margin: "30 minutes" }, block: { blocksAhead: 100 } };
    expect(terms(randomness, ROLLUP, "drand")).to.deep.equal([7n, 1800n]);
    expect(terms(randomness, ROLLUP, "block")).to.deep.equal([100n]);
  });
});

describe("found(), as to randomness", () => {
  const check = (record: FoundingRecord) => verifyFounding(ethers.provider, record, { code: compiledCode });

  context("given a charter that leaves the choice, on a local chain", () => {
    it("lays a block's hash, and says so", async () => {
      const { founding } = await loadFixture(aSmallNation);
      expect(founding.record.variants.randomness).to.equal("block");
      expect(founding.verification.checks).to.deep.include({
        topic: "profile",
        title: "What randomness is made of",
        finding: "founded",
        detail: "the hash of a block, 4 ahead",
      });
    });

    it("is recognised from the nation's address alone", async () => {
      const { founding } = await loadFixture(aSmallNation);
      const report = await verifyFounding(ethers.provider, founding.nation, { code: compiledCode });
      expect(report.faults).to.deep.equal([]);
    });
  });

  context("given a charter that wants the beacon", () => {
    it("lays it where it can be verified, and says so", async () => {
      const { founding } = await loadFixture(aBeaconNation);
      const [title, contract] = ["What randomness is made of", founding.record.institutions.randomness!.contract];
      expect(contract).to.equal("DrandRandomness");
      expect(founding.verification.checks.find((one) => one.title === title)?.detail).to.equal(
        "a round of drand's beacon, 3600 seconds ahead, with the hash of a block, 5 ahead",
      );
    });

    it("is recognised from the nation's address alone", async () => {
      const { founding } = await loadFixture(aBeaconNation);
      const report = await verifyFounding(ethers.provider, founding.nation, { code: compiledCode });
      expect(report.faults).to.deep.equal([]);
    });

    it("costs what was estimated, within a twentieth", async () => {
      const [, ada] = await ethers.getSigners();
      const charter = charterOf([ada.address], wantingTheBeacon);
      const estimate = await estimateFounding(charter, ethers.provider, { code: compiledCode });
      const { founding } = await loadFixture(aBeaconNation);
      expect(estimate.gas).to.be.within((founding.gasUsed * 95n) / 100n, (founding.gasUsed * 105n) / 100n);
    });

    it("is a fault where the chain cannot verify it", async () => {
      const { founding } = await loadFixture(aBeaconNation);
      // As Hardhat's chain has the precompiles, the chain's answers are given here.
      const inspection = { encodeRead: () => "", multicall: () => [[5n], [3600n], [false]] } as unknown as Inspection;
      const terms = decodeTerms("randomness", founding.record.institutions.randomness!);
      const checks = await verify({
        inspection,
        terms,
        variant: "drand",
        exemptSince: [],
        beforeHandOver: () => Promise.resolve([]),
      });
      expect(checks.map(({ finding }) => finding)).to.deep.equal(["fault"]);
      expect(checks[0].detail).to.equal("rounds of drand's beacon, which this chain cannot verify");
    });
  });

  context("given a record that tells another choice than the charter allows", () => {
    it("finds it", async () => {
      const { founding } = await loadFixture(aSmallNation);
      const record = structuredClone(founding.record);
      record.charter.justice!.randomness!.source = "drand";
      const { faults } = await check(record);
      expect(faults.map(({ title }) => title)).to.deep.equal(["The record's charter", "The choice of the randomness"]);
    });

    it("finds another contract", async () => {
      const { founding } = await loadFixture(aSmallNation);
      const record = structuredClone(founding.record);
      record.institutions.randomness!.contract = "DrandRandomness";
      const { faults } = await check(record);
      expect(faults.map(({ title }) => title)).to.include("The terms of the institutions");
    });
  });

  context("given a founding that goes on", () => {
    it("keeps the choice, whatever the chain can by then", async () => {
      const [founder, ada] = await ethers.getSigners();
      const journal = memoryJournal();
      const charter = charterOf([ada.address], { justice: { randomness: { source: "auto" } } });
      const options = { journal, code: compiledCode, consents: consentsOf([ada]) };
      const interrupted = found(charter, founder, {
        ...options,
        onProgress: ({ step }) => {
          if (step === 3) throw new RandomnessUnsupportedError(LOCAL);
        },
      });
      await expect(interrupted).to.be.rejectedWith(RandomnessUnsupportedError);
      expect((await journal.load())?.variants.randomness).to.equal("block");
      const { record } = await found(charter, founder, options);
      expect(record.variants.randomness).to.equal("block");
    });
  });
});
