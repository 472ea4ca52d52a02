import { loadFixture } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { ethers } from "hardhat";
import { verifyFounding } from "../../sdk/src/founding";
import { compiledCode } from "../fixtures/code";
import { foundNation } from "../fixtures/nation";

async function aNationWithAnOffice() {
  return foundNation(3, {
    offices: [{ role: "registrar", citizen: "Citizen 2", term: "180 days" }],
    coin: { name: "Testcoin", symbol: "TST", genesis: { perCitizen: 40, treasury: 500 } },
  });
}

describe("verifyFounding(), by an address alone", () => {
  it("tells in plain words what was founded", async () => {
    const { founding, citizens } = await loadFixture(aNationWithAnOffice);
    const { nation, stake, juryRoll, agreements } = founding.addresses;
    const { checks } = await verifyFounding(ethers.provider, nation, { code: compiledCode });
    const told = Object.fromEntries(checks.map(({ title, detail }) => [title, detail]));
    expect(told).to.include({
      "Who the first citizens were": `3: ${citizens.map(({ address }) => address).join(", ")}`,
      "Who got the first coins": "40 TST each of them, 500 the treasury",
      "Who bears no tax": `the stake (${stake}), the juryRoll (${juryRoll}), the agreements (${agreements})`,
      "Which offices there were": `registrar: ${citizens[1].address} for 180 days`,
      "How long votes last": "5 days, from 1 day after the proposal",
      "How long decisions wait": "2 days; those on money and the constitution 7 days",
      "How many must agree":
        "20 % of the citizens, and more than 50 % of the votes; on the constitution 40 %, and more than 66.66 %",
    });
  });
});
