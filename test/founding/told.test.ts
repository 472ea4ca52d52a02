import { expect } from "chai";
import { flagIn, parseCharter, provisionsIn, type Charter } from "../../sdk/src/founding";
import { loadFixture } from "@nomicfoundation/hardhat-network-helpers";
import { bps, institutionNames, type Provision } from "../../sdk/src";
import { isOptional } from "../../sdk/src/institutions/registry";
import { aWholeNation } from "../fixtures/whole";

const charterWith = (more: object = {}): Charter =>
  parseCharter({ nation: { name: "Weekend" }, citizens: [{ name: "Ada" }], ...more });

describe("what a charter will read like", () => {
  it("tells each provision as it will read, with its bounds and its place", () => {
    const charter = charterWith({ coin: { taxRate: { value: 2.5, max: 5 } } });
    const taxRate = provisionsIn(charter).find(({ key }) => key === "taxRate");
    expect(taxRate).to.deep.equal({
      institution: "coin",
      key: "taxRate",
      path: ["coin", "taxRate"],
      unit: "BasisPoints",
      current: bps.percent("2.5"),
      standing: bps.percent("2.5"),
      tried: undefined,
      min: 0n,
      max: bps.percent("5"),
      text: "2.5 %",
    });
  });

  it("tells each in the unit in which the nation then counts it", async () => {
    const { asStranger } = await loadFixture(aWholeNation);
    const { provisions } = (await asStranger.overview()) as unknown as {
      provisions: Record<string, Record<string, Provision>>;
    };
    const institutions = Object.fromEntries(institutionNames.filter(isOptional).map((name) => [name, true]));
    for (const { institution, key, unit, text } of provisionsIn(charterWith({ institutions }))) {
      const found = provisions[institution][key];
      expect([found.unit, found.text], `${institution}.${key}`).to.deep.equal([unit, text]);
    }
  });

  it("says of each share of the population that it is one", () => {
    const institutions = { petitions: true, recovery: true };
    const shares = provisionsIn(charterWith({ institutions })).filter(({ unit }) => unit === "CitizenShare");
    expect(Object.fromEntries(shares.map(({ key, text }) => [key, text]))).to.deep.equal({
      monthlyAdmissions: "10 % of the citizens",
      citizenQuorum: "20 % of the citizens",
      constitutionalCitizenQuorum: "40 % of the citizens",
      plenaryQuorum: "20 % of the citizens",
      monthlyEndings: "2 % of the citizens",
      monthlyShare: "2 % of the citizens",
      threshold: "4 % of the citizens",
    });
  });

  it("tells no provision of an institution that the charter leaves out", () => {
    const institutions = { court: false, juryRoll: false, agreements: false, tribunal: false, randomness: false };
    const told = provisionsIn(charterWith({ institutions })).map(({ institution }) => institution);
    expect(told).to.include("governor").and.not.to.include("court");
  });

  it("draws the flag from the name where the charter has none", () => {
    const own = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 3 2"><path d="M0 0h3v2H0z"/></svg>';
    expect(flagIn(charterWith())).to.match(/^<svg /);
    expect(flagIn(charterWith({ nation: { name: "Weekend", flag: own } }))).to.equal(own);
  });
});
