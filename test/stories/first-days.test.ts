import { expect } from "chai";
import { parseEther } from "ethers";
import { ethers } from "hardhat";
import { bps, civic } from "../../sdk/src";
import { castOf, clockOf, type DemonstrationContext } from "../../scripts/demonstration";
import {
  aBudgetIsSpent,
  aLowerTaxIsTried,
  aStrangerBecomesACitizen,
  citizensStake,
  powerIsReachedFor,
  theConstitutionIsAmended,
  theTreasuryGrows,
} from "../../scripts/demonstration/steps";
import {
  aFalseAccusation,
  aPromiseIsBroken,
  citizensBecomeJurors,
  theRulingIsAppealed,
  type BrokenPromise,
} from "../../scripts/demonstration/justice";
import { demonstrationNation } from "../fixtures/demonstration";

describe("Story: the first days of a nation of twelve", () => {
  let context: DemonstrationContext;
  let told: string[];
  let promise: BrokenPromise;

  before(async () => {
    const { founding, founder, citizens, stranger } = await demonstrationNation();
    told = [];
    const { charter } = founding.record;
    const names = charter.citizens.map(({ name }, index) => name ?? `citizen ${index + 1}`);
    const cast = await castOf({
      nation: founding.nation,
      people: [
        { name: "The founder", signer: founder },
        ...names.map((name, index) => ({ name, signer: citizens[index] })),
        { name: "Noor", signer: stranger },
      ],
    });
    const office = charter.offices.find(({ role }) => role === "registrar");
    const registrar = cast.find(({ name }) => name === office?.citizen);
    if (registrar === undefined) throw new Error("the demonstration charter names no registrar");
    context = {
      output: { step: (title) => told.push(title), say: (sentence) => told.push(sentence) },
      founder: cast[0],
      citizens: cast.slice(1, -1),
      registrar,
      stranger: cast[cast.length - 1],
      ...clockOf(ethers.provider as never),
    };
  });

  it("a stranger asks and is admitted as the thirteenth citizen", async () => {
    const { citizenId, count } = await aStrangerBecomesACitizen(context);
    expect(citizenId).to.equal(13n);
    expect(count).to.equal(13n);
  });

  it("citizens pay each other and the treasury grows by the tax", async () => {
    const { rate, collected } = await theTreasuryGrows(context);
    expect(rate).to.equal(bps.percent("2.5"));
    // 2.5 % of 100, of what is sent so that 200 arrive whole, and of eleven times 25.
    const invoice = ((civic.parse("200") - 1n) * 10_000n) / 9_750n + 1n;
    const taxed = civic.parse("100") / 40n + (invoice - civic.parse("200")) + (11n * civic.parse("25")) / 40n;
    expect(collected).to.equal(taxed);
  });

  it("all twelve lock coin for votes", async () => {
    const { total } = await citizensStake(context);
    expect(total).to.equal(civic.parse("1800"));
  });

  it("both houses try a lower tax, which lapses by itself", async () => {
    const { standing, tried, lapsed } = await aLowerTaxIsTried(context);
    expect(tried).to.equal(standing / 2n);
    expect(lapsed).to.equal(standing);
  });

  it("an amendment fails short of two thirds, and passes with them", async () => {
    const { failedWith, passedWith, version } = await theConstitutionIsAmended(context);
    expect(failedWith).to.equal(8n);
    expect(passedWith).to.equal(10n);
    expect(version).to.equal(2);
  });

  it("a budget is opened, spent, and not overspent", async () => {
    const { spent, refused } = await aBudgetIsSpent(context);
    expect(spent).to.equal(civic.parse("30"));
    expect(refused).to.equal("Treasury_CeilingExceeded");
  });

  it("eleven put themselves on the jury roll", async () => {
    const { jurors, bond } = await citizensBecomeJurors(context);
    expect(jurors).to.equal(11n);
    expect(bond).to.equal(civic.parse("100"));
  });

  it("a broken promise comes before three citizens, neither of whom is a party", async () => {
    promise = await aPromiseIsBroken(context);
    expect(promise.panel).to.have.lengthOf(3);
    expect(new Set(promise.panel).size).to.equal(3);
    expect(promise.ruling).to.equal(2);
  });

  it("all look again, and what they rule is paid", async () => {
    const { customer } = promise;
    const before = await customer.nation.coin.balanceOf({ account: customer.address });
    const { voted, ruling, received, tax, reward } = await theRulingIsAppealed(context, promise);
    expect(voted).to.equal(12);
    expect(ruling).to.equal(1);
    // 360, less 2.5 % of the 60 that changed hands.
    expect(tax).to.equal(civic.parse("1.5"));
    expect(received).to.equal(civic.parse("358.5"));
    expect(await customer.nation.coin.balanceOf({ account: customer.address })).to.equal(before + received);
    // Of the 55 that both sides raised, 11 thousandths of an ETH were the price; one half of the 44 left, less the half given. No
    // panel earned the price, and half of it comes back, too.
    expect(reward).to.equal(parseEther("0.011"));
  });

  it("a false accusation costs its author, and cannot be repeated", async () => {
    const { stranger, citizens } = context;
    const balanceOf = async (address: string) => ethers.provider.getBalance(address);
    const before = await balanceOf(stranger.address);
    const accuser = citizens[11];
    const purse = await balanceOf(accuser.address);
    const { ruling, compensation, offences, refused } = await aFalseAccusation(context);
    expect(ruling).to.equal(1);
    expect(compensation).to.equal(parseEther("0.01"));
    expect(offences).to.equal(0);
    expect(refused).to.equal("Tribunal_CoolingOff");
    expect((await balanceOf(stranger.address)) - before).to.be.within(parseEther("0.009"), compensation);
    // The fees of three seats, and the bond.
    expect(purse - (await balanceOf(accuser.address))).to.be.greaterThanOrEqual(parseEther("0.013"));
  });

  it("power is reached for in six ways, and refused in plain words", async () => {
    const attempts = await powerIsReachedFor(context);
    expect(attempts.map(({ error }) => error)).to.deep.equal([
      "AccessManagerUnauthorizedAccount",
      "AccessManagedUnauthorized",
      "Citizenship_NoRequest",
      "AccessManagedUnauthorized",
      "GovernorAlreadyCastVote",
      "AccessControlUnauthorizedAccount",
    ]);
    for (const { advice } of attempts) expect(advice).to.match(/^[A-Z].*\.$/);
  });

  it("was told in sentences", () => {
    expect(told.length).to.be.greaterThan(30);
    for (const sentence of told) expect(sentence).to.match(/^[A-Z0-9]/);
  });
});
