import { loadFixture, time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { ethers } from "hardhat";
import { citizenId, civic, seconds } from "../../sdk/src";
import type { CaseId } from "../../sdk/src/institutions/court";
import { Keeper, type KeptAct } from "../../sdk/src/keeper";
import { ENDLESS, Role, signedAcceptance } from "../fixtures/citizenship";
import { aCourtroom, CITIZENS, judge, pass, type LawfulNation } from "../fixtures/justice";
import { DAY } from "../fixtures/money";

const ACCUSED = citizenId.from(CITIZENS);
const NEWCOMER = citizenId.from(CITIZENS + 1);
const [DISMISS, GRANT] = [1, 3];

const done = (acts: readonly KeptAct[]) => acts.filter(({ outcome }) => outcome === "done").map(({ key }) => key);

async function kept() {
  const world = await loadFixture(aCourtroom);
  const [account] = (await ethers.getSigners()).slice(-3);
  const { nation, timelock, constitution, citizenship } = world.founding.addresses;
  const government = await ethers.getSigner(timelock);
  return {
    ...world,
    keeper: new Keeper(account, nation),
    office: government,
    constitution: await ethers.getContractAt("Constitution", constitution, government),
    citizenship: await ethers.getContractAt("Citizenship", citizenship, government),
  };
}

type World = Awaited<ReturnType<typeof kept>>;

/** From the evidence to the delivered ruling. */
async function ruled(world: LawfulNation, caseId: CaseId, ruling: number): Promise<void> {
  const { round } = await world.asStranger.court.case({ caseId });
  await judge(world, caseId, Array<number>(round.size!).fill(ruling));
  await pass(world, caseId);
  await world.asStranger.court.execute.wait({ caseId });
}

/** Somebody is admitted, whose vote sleeps. */
async function admit({ citizenship }: World) {
  const account = ethers.Wallet.createRandom().connect(ethers.provider);
  await ethers.provider.send("hardhat_setBalance", [account.address, "0xde0b6b3a7640000"]);
  await (await citizenship.connect(account).requestAdmission(ethers.ZeroHash)).wait();
  await citizenship.admit(account);
}

/** Takes the role of justice from the tribunal for a while. */
async function withoutJustice({ constitution, founding, office }: World, act: () => Promise<unknown>): Promise<void> {
  const { tribunal } = founding.addresses;
  await constitution.revokeRole(Role.Justice, tribunal!);
  await constitution.grantRole(Role.Justice, office, 0);
  await act();
  await constitution.revokeRole(Role.Justice, office);
  await constitution.grantRole(Role.Justice, tribunal!, 0);
}

describe("Keeper, of what rulings leave", () => {
  it("credits the challenger with what the court gives back, once", async () => {
    const world = await kept();
    const { keeper } = world;
    const terms = { citizenId: ACCUSED, ground: "falseDossier", statement: "It is forged." } as const;
    const { caseId } = await world.as(11).tribunal.challenge.wait(terms);
    await ruled(world, caseId, DISMISS);
    expect(done(await keeper.pass())).to.include(`refund ${caseId}`);
    expect(await keeper.pass()).to.deep.equal([]);
  });

  it("collects a fine as soon as something is at stake", async () => {
    const world = await kept();
    const { keeper, government } = world;
    const { caseId } = await world.as(11).tribunal.challenge.wait({
      citizenId: ACCUSED,
      ground: "offence",
      article: 1,
      sanctions: [{ kind: "fine", amount: civic.parse("25") }],
      statement: "He shouted.",
    });
    await ruled(world, caseId, GRANT);
    expect(done(await keeper.pass())).to.include(`enforce ${caseId} 1`);
    expect(await keeper.pass()).to.deep.equal([]);
    const accused = world.as(CITIZENS);
    await government.coin.mint.wait({ to: accused.account!, amount: civic.parse("50") });
    await accused.coin.approve.wait({ spender: accused.stake.address, amount: civic.parse("30") });
    await accused.stake.stake.wait({ amount: civic.parse("30") });
    expect(done(await keeper.pass())).to.deep.equal([`collect ${ACCUSED} ${civic.parse("25")}`]);
    expect(await keeper.pass()).to.deep.equal([]);
  });

  it("wakes a newcomer whom the ruling could not", async () => {
    const world = await kept();
    const { keeper, citizenship } = world;
    await admit(world);
    const terms = { citizenId: NEWCOMER, ground: "falseDossier", statement: "It is forged." } as const;
    const { caseId } = await world.as(11).tribunal.challenge.wait(terms);
    await withoutJustice(world, () => ruled(world, caseId, DISMISS));
    await time.increase(31 * DAY);
    expect(await citizenship.mayVote(NEWCOMER)).to.equal(false);
    expect(done(await keeper.pass())).to.include(`wake ${caseId}`);
    expect(await citizenship.mayVote(NEWCOMER)).to.equal(true);
  });

  it("wakes whom a tribunal that was replaced left asleep", async () => {
    const world = await kept();
    const { keeper, citizenship } = world;
    await admit(world);
    await withoutJustice(world, () => citizenship.keepAsleep(NEWCOMER, true));
    expect(done(await keeper.pass())).to.deep.equal([`wake citizen ${NEWCOMER}`]);
    expect(await keeper.pass()).to.deep.equal([]);
  });

  it("wakes whose citizenship others moved, once the vote has slept", async () => {
    const world = await kept();
    const { keeper, citizenship, constitution, office } = world;
    const newHolder = (await ethers.getSigners()).at(-4)!;
    await constitution.grantRole(Role.Recovery, office, 0);
    const acceptance = { citizenId: ACCUSED, newHolder: newHolder.address, signer: newHolder };
    const signature = await signedAcceptance(citizenship, acceptance);
    await citizenship.move(ACCUSED, newHolder, ENDLESS, signature);
    expect(await keeper.pass()).to.deep.equal([]);
    await time.increase(seconds.days(31));
    expect(done(await keeper.pass())).to.have.length(1);
    expect(await citizenship.mayVote(ACCUSED)).to.equal(true);
    expect(await keeper.pass()).to.deep.equal([]);
  });
});
