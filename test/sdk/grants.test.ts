import { loadFixture, time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { citizenId, civic, connect, isRevert, type NationClient } from "../../sdk/src";
import { grantProjectId, grantRoundId } from "../../sdk/src/institutions/grants";
import { budgetId } from "../../sdk/src/institutions/treasury";
import { Keeper } from "../../sdk/src/keeper";
import { failureOf } from "../fixtures/failure";
import { foundNation } from "../fixtures/nation";

const DAY = 86_400n;
const roundId = grantRoundId.from(1);
const [BRIDGE, CHOIR, MURAL, LAB] = [1, 2, 3, 4].map((number) => grantProjectId.from(number));

/** Twelve citizens, of each of whom 100 coin count. The grants have no budget: the stranger gives to the pot. */
async function aNation() {
  const world = await foundNation(12, {
    institutions: { grants: true },
    coin: { genesis: { perCitizen: 1_000, treasury: 1_000 } },
    grants: { counted: 100 },
  });
  const clients = await Promise.all(world.citizens.map((citizen) => connect(citizen, world.founding.addresses.nation)));
  const as = (number: number): NationClient => clients[number - 1];
  return { ...world, as, nation: as(1), asStranger: await connect(world.stranger, world.founding.addresses.nation) };
}

/** A round with a pot of 1,000 coin, of which the last citizen gave most. */
async function aRound() {
  const world = await aNation();
  const { as, stranger } = world;
  await as(12).coin.transferAndCall.wait({ to: as(12).grants.address, amount: civic.parse("800") });
  await as(11).coin.transferAndCall.wait({ to: as(11).grants.address, amount: civic.parse("200") });
  const { closesAt } = await as(1).grants.openRound.wait();
  await as(1).grants.register.wait({
    recipient: as(1).account!,
    title: "Bridge",
    uri: "https://aurora.example/bridge",
  });
  await as(2).grants.register.wait({ recipient: stranger.address, title: "Choir" });
  await as(3).grants.register.wait({ recipient: as(3).account!, title: "Mural" });
  await as(4).grants.register.wait({ recipient: as(11).account!, title: "Lab" });
  return { ...world, closesAt };
}

const give = async (client: NationClient, projectId: typeof BRIDGE, amount: string) =>
  client.grants.contribute.wait({ projectId, amount: civic.parse(amount) });

/** The round of docs/grants.md. */
async function aGivenRound() {
  const world = await aRound();
  for (const number of [1, 2, 3, 4, 5, 6, 10]) await give(world.as(number), BRIDGE, "4");
  for (const number of [7, 8]) await give(world.as(number), CHOIR, "36");
  await give(world.as(10), CHOIR, "49");
  await give(world.as(9), MURAL, "100");
  for (const number of [11, 12]) await give(world.as(number), LAB, "100");
  return world;
}

async function aMatchedRound() {
  const world = await aGivenRound();
  await time.increaseTo(world.closesAt);
  await world.nation.grants.closeRound.wait();
  return world;
}

/** Hundredths of a coin, rounded down. */
const cents = (amount: bigint): number => Number(amount / 10n ** 16n) / 100;

const stepsFor = async (client: NationClient) =>
  (await client.next()).steps.filter(({ institution }) => institution === "grants");

describe("nation.grants", () => {
  describe("table()", () => {
    it("tells how the pot is divided, as docs/grants.md does", async () => {
      const { nation } = await loadFixture(aGivenRound);
      const { rows, rest } = await nation.grants.table({ roundId });
      expect(
        rows.map(({ project, byWeight, atMost, matching }) => [
          project.title,
          ...[project.given, byWeight, atMost, matching].map(cents),
          project.heads,
        ]),
      ).to.deep.equal([
        ["Bridge", 28, 276.31, 541.66, 276.31, 6.5],
        ["Choir", 121, 394.73, 208.33, 208.33, 2.5],
        ["Lab", 200, 328.94, 166.66, 166.66, 2],
        ["Mural", 100, 0, 83.33, 0, 1],
      ]);
      expect(cents(rest)).to.equal(348.68);
    });

    it("tells the same once the round is matched", async () => {
      const { nation } = await loadFixture(aMatchedRound);
      const { rows, round } = await nation.grants.table({ roundId });
      expect(rows.map(({ matching }) => cents(matching))).to.deep.equal([276.31, 208.33, 166.66, 0]);
      expect(round.phase).to.equal("matched");
    });

    it("tells nothing of a round without projects", async () => {
      const { nation, as } = await loadFixture(aNation);
      await as(12).coin.transferAndCall.wait({ to: nation.grants.address, amount: civic.parse("100") });
      await nation.grants.openRound.wait();
      const { rows, rest } = await nation.grants.table({ roundId });
      expect([rows, rest]).to.deep.equal([[], civic.parse("100")]);
    });
  });

  describe("round() and rounds()", () => {
    it("tells of a round, and how many donors are lacking", async () => {
      const { nation, as, closesAt } = await loadFixture(aRound);
      await give(as(5), BRIDGE, "1");
      const round = await nation.grants.round({ roundId });
      expect(round).to.include({
        phase: "open",
        donors: 1n,
        lacking: 9n,
        projects: 4,
        closesAt,
        claimableUntil: undefined,
      });
      expect([round.pot, round.counted]).to.deep.equal([civic.parse("1000"), civic.parse("100")]);
    });

    it("tells that one is over, and that one is not matched", async () => {
      const { nation, as, closesAt } = await loadFixture(aRound);
      await give(as(5), BRIDGE, "1");
      await time.increaseTo(closesAt);
      expect((await nation.grants.round({ roundId })).phase).to.equal("closable");
      expect(await nation.grants.closeRound.wait()).to.include({ isMatched: false, donors: 1n });
      expect((await nation.grants.round({ roundId })).phase).to.equal("unmatched");
    });

    it("lists the rounds, the newest first, in pages", async () => {
      const { nation, as } = await loadFixture(aMatchedRound);
      await as(10).coin.transferAndCall.wait({ to: nation.grants.address, amount: civic.parse("100") });
      await nation.grants.openRound.wait();
      const first = await nation.grants.rounds({ limit: 1 });
      expect(first.items.map(({ id }) => id)).to.deep.equal([2n]);
      const second = await nation.grants.rounds({ limit: 1, cursor: first.cursor! });
      expect(second.items.map(({ id, phase }) => [id, phase])).to.deep.equal([[1n, "matched"]]);
    });

    it("throws Grants_UnknownRound for one that there is none of", async () => {
      const { nation } = await loadFixture(aNation);
      expect(isRevert(await failureOf(nation.grants.round({ roundId })), "Grants_UnknownRound")).to.equal(true);
    });
  });

  describe("project() and projects()", () => {
    it("tells of a project, and who receives", async () => {
      const { nation, stranger, as } = await loadFixture(aGivenRound);
      const choir = await nation.grants.project({ projectId: CHOIR });
      expect(choir).to.include({ recipient: stranger.address, recipientId: undefined, registeredBy: 2n, donors: 3n });
      const lab = await nation.grants.project({ projectId: LAB });
      expect(lab).to.include({ recipient: as(11).account!, recipientId: 11n, title: "Lab", uri: "" });
    });

    it("lists those of a round alone, in pages", async () => {
      const { nation, as } = await loadFixture(aMatchedRound);
      await as(10).coin.transferAndCall.wait({ to: nation.grants.address, amount: civic.parse("100") });
      await nation.grants.openRound.wait();
      await as(1).grants.register.wait({ recipient: as(1).account!, title: "Bridge again" });
      const first = await nation.grants.projects({ roundId, limit: 3 });
      expect(first.items.map(({ title }) => title)).to.deep.equal(["Lab", "Mural", "Choir"]);
      const second = await nation.grants.projects({ roundId, limit: 3, cursor: first.cursor! });
      expect(second.items.map(({ title }) => title)).to.deep.equal(["Bridge"]);
      const all = await nation.grants.projects({ limit: 2 });
      expect(all.items.map(({ title }) => title)).to.deep.equal(["Bridge again", "Lab"]);
    });
  });

  describe("contribute()", () => {
    it("says who gave how much to what", async () => {
      const { as, nation } = await loadFixture(aRound);
      const given = await give(as(5), BRIDGE, "4");
      expect(given).to.include({ projectId: 1n, citizenId: 5n, amount: civic.parse("4") });
      const gifts = await nation.grants.gifts({ roundId, citizenId: citizenId.from(5) });
      expect(gifts).to.deep.equal([{ projectId: 1n, amount: civic.parse("4"), isAccepted: false }]);
    });

    it("throws Grants_MoreThanCounts for more than counts", async () => {
      const { as } = await loadFixture(aRound);
      const error = await failureOf(as(5).grants.contribute({ projectId: BRIDGE, amount: civic.parse("101") }));
      expect(isRevert(error, "Grants_MoreThanCounts")).to.equal(true);
    });
  });

  describe("settle(), accept() and claims", () => {
    it("owes what is due, which everybody finds among what is owed", async () => {
      const { nation, as, asStranger } = await loadFixture(aMatchedRound);
      const due = await nation.grants.due({ projectId: BRIDGE });
      expect([due.gifts, cents(due.matching)]).to.deep.equal([civic.parse("28"), 138.15]);
      const { gifts, tax, matching } = await asStranger.grants.settle.wait({ projectId: BRIDGE });
      expect([gifts + tax, cents(matching)]).to.deep.equal([civic.parse("28"), 138.15]);
      const owed = await nation.claimable();
      expect(owed.map(({ institution, citizenId: id }) => [institution, id])).to.deep.equal([["grants", 1n]]);
      const before = await as(1).coin.balanceOf({ account: as(1).account! });
      await nation.grants.claimForCitizen.wait({ asset: "coin", citizenId: citizenId.from(1) });
      expect((await as(1).coin.balanceOf({ account: as(1).account! })) - before).to.equal(gifts + matching);
    });

    it("owes the rest once enough donors accepted", async () => {
      const { nation, as } = await loadFixture(aMatchedRound);
      await nation.grants.settle.wait({ projectId: BRIDGE });
      expect(await as(1).grants.accept.wait({ projectId: BRIDGE })).to.include({ accepted: 1n, needed: 2n });
      await as(2).grants.accept.wait({ projectId: BRIDGE });
      const { matching } = await nation.grants.settle.wait({ projectId: BRIDGE });
      expect(cents(matching)).to.equal(138.15);
    });

    it("returns the rest, and says how much", async () => {
      const { nation } = await loadFixture(aMatchedRound);
      const { claimableUntil } = await nation.grants.round({ roundId });
      await time.increaseTo(claimableUntil! + 1n);
      expect(await nation.grants.returnRest.wait({ roundId })).to.include({ amount: civic.parse("1000") });
    });
  });

  describe("collect()", () => {
    it("throws Treasury_UnknownBudget where the government gave none", async () => {
      const { nation } = await loadFixture(aNation);
      const error = await failureOf(nation.grants.collect({ budgetId: budgetId.from(1) }));
      expect(isRevert(error, "Treasury_UnknownBudget")).to.equal(true);
      expect(await nation.grants.collected()).to.equal(civic.parse("0"));
    });
  });

  describe("a keeper", () => {
    it("opens a round, closes it, owes projects what is due, and returns the rest", async () => {
      const { nation, as, stranger, founding } = await loadFixture(aNation);
      const keeper = new Keeper(stranger, founding.addresses.nation, { only: ["grants"] });
      const pass = async () => (await keeper.pass()).map(({ key, outcome }) => [key, outcome]);
      expect(await pass()).to.deep.equal([]);
      await as(12).coin.transferAndCall.wait({ to: nation.grants.address, amount: civic.parse("300") });
      expect(await pass()).to.deep.equal([["open round 1", "done"]]);
      await as(1).grants.register.wait({ recipient: as(1).account!, title: "Bridge" });
      await as(2).grants.register.wait({ recipient: as(2).account!, title: "Choir" });
      for (let number = 1; number <= 10; ++number) await give(as(number), number < 8 ? BRIDGE : CHOIR, "2");
      expect(await pass()).to.deep.equal([]);
      await time.increase(31n * DAY);
      expect(await pass()).to.deep.equal([
        ["close round 1", "done"],
        ["settle project 1", "done"],
        ["settle project 2", "done"],
      ]);
      expect(await pass()).to.deep.equal([]);
      for (const number of [1, 2]) await as(number).grants.accept.wait({ projectId: BRIDGE });
      expect(await pass()).to.deep.equal([["settle project 1", "done"]]);
      await time.increase(181n * DAY);
      expect(await pass()).to.deep.equal([["return rest 1", "done"]]);
      expect(await pass()).to.deep.equal([]);
    });
  });

  describe("nation.next()", () => {
    it("tells citizens to give, and how much they can", async () => {
      const { as } = await loadFixture(aRound);
      await give(as(5), BRIDGE, "40");
      const [step] = await stepsFor(as(5));
      expect([step.kind, step.act, step.text.includes("60 civic coin")]).to.deep.equal(["can", "contribute", true]);
    });

    it("tells nobody to give who gave all that counts, and no stranger", async () => {
      const { as, asStranger } = await loadFixture(aRound);
      await give(as(5), BRIDGE, "100");
      expect(await stepsFor(as(5))).to.deep.equal([]);
      expect(await stepsFor(asStranger)).to.deep.equal([]);
    });

    it("tells donors to accept what they gave to, until enough have", async () => {
      const { as, nation } = await loadFixture(aMatchedRound);
      const [step] = await stepsFor(as(5));
      expect([step.kind, step.act, step.params]).to.deep.equal(["can", "accept", { projectId: BRIDGE }]);
      for (const number of [2, 6]) await as(number).grants.accept.wait({ projectId: BRIDGE });
      await nation.grants.settle.wait({ projectId: BRIDGE });
      expect(await stepsFor(as(5))).to.deep.equal([]);
    });

    it("tells recipients what they are due, citizens or not", async () => {
      const { as, asStranger } = await loadFixture(aMatchedRound);
      const [step] = await stepsFor(asStranger);
      expect([step.kind, step.act, step.params]).to.deep.equal(["owed", "settle", { projectId: CHOIR }]);
      const [own] = await stepsFor(as(11));
      expect(own.params).to.deep.equal({ projectId: LAB });
    });

    it("tells nothing where there was no round", async () => {
      const { nation } = await loadFixture(aNation);
      expect(await stepsFor(nation)).to.deep.equal([]);
    });
  });

  describe("nation.overview()", () => {
    it("counts rounds and projects, and tells what is collected", async () => {
      const { nation } = await loadFixture(aRound);
      expect((await nation.overview()).grants).to.deep.equal({ rounds: 1, projects: 4, collected: civic.parse("0") });
    });
  });

  describe("events", () => {
    it("tells the gifts of a citizen", async () => {
      const { nation } = await loadFixture(aGivenRound);
      const gifts = await nation.grants.events.Contributed.query({ where: { citizenId: citizenId.from(10) } });
      expect(gifts.map(({ amount }) => amount)).to.deep.equal([civic.parse("4"), civic.parse("49")]);
    });
  });
});
