import { id, ZeroHash } from "ethers";
import { bps, civic, moment, seconds, type Bps, type CitizenId, type Civic } from "../../sdk/src";
import { budgetId as budgetUnit } from "../../sdk/src/institutions/treasury";
import {
  amountOf,
  dateOf,
  enactDecision,
  expectThat,
  idOf,
  refusal,
  type Person,
  type DemonstrationContext,
  vote,
} from "./context";

/** A stranger asks for citizenship, and the registrar admits. */
export async function aStrangerBecomesACitizen(
  context: DemonstrationContext,
): Promise<{ citizenId: CitizenId; count: bigint }> {
  const { output, stranger, registrar } = context;
  output.step("A stranger becomes a citizen");
  const { citizenship } = stranger.nation;

  const asked = await citizenship.requestAdmission.wait({});
  expectThat(asked.admitted === undefined, "the stranger was admitted without the registrar");
  output.say(`${stranger.name} asks for citizenship. Nobody is made a citizen without asking.`, asked.receipt);

  const admitted = await registrar.nation.citizenship.admit.wait({ applicant: stranger.address });
  output.say(
    `${registrar.name}, the registrar, admits ${stranger.name} as citizen ${admitted.citizenId}.`,
    admitted.receipt,
  );

  const { wakesAt } = await citizenship.citizen({ citizenId: admitted.citizenId });
  const count = await citizenship.admittedCount();
  const date = new Date(Number(wakesAt) * 1000).toISOString().slice(0, 10);
  output.say(`The vote of ${stranger.name} sleeps until ${date}. The nation has ${count} citizens now.`);
  return { citizenId: admitted.citizenId, count };
}

/** Citizens pay each other, and the treasury takes its share. */
export async function theTreasuryGrows(context: DemonstrationContext): Promise<{ rate: Bps; collected: Civic }> {
  const { output, citizens, stranger } = context;
  output.step("Trade, and a tax of one line");
  const [buyer, ...others] = citizens;
  const { coin, treasury } = buyer.nation;
  const rate = await coin.taxRate();
  const before = await coin.balanceOf({ account: treasury.address });

  const amount = civic.parse("100");
  const paid = await coin.transfer.wait({ to: others[0].address, amount });
  output.say(
    `${buyer.name} pays ${others[0].name} ${amountOf(amount)}. At ${bps.format(rate)}, ${amountOf(paid.received)} arrive and ` +
      `${amountOf(paid.tax)} are tax.`,
    paid.receipt,
  );

  const net = civic.parse("200");
  const invoice = await coin.transferNet.wait({ to: stranger.address, net });
  expectThat(invoice.received === net, "an invoice did not arrive whole");
  output.say(
    `${buyer.name} pays ${stranger.name} an invoice of ${amountOf(net)} and covers the tax: it arrives whole.`,
    invoice.receipt,
  );

  let trades = 2;
  for (const [index, seller] of others.entries()) {
    const customer = others[(index + 1) % others.length];
    await customer.nation.coin.transfer.wait({ to: seller.address, amount: civic.parse("25") });
    trades += 1;
  }
  const collected = civic.from((await coin.balanceOf({ account: treasury.address })) - before);
  output.say(`After ${trades} payments the treasury has grown by ${amountOf(collected)}.`);
  return { rate, collected };
}

/** Citizens lock coin, so that it votes beside them. */
export async function citizensStake(context: DemonstrationContext): Promise<{ total: Civic }> {
  const { output, citizens } = context;
  output.step("Stake: coin that votes");
  const amount = civic.parse("150");
  for (const [index, person] of citizens.entries()) {
    const { coin, stake } = person.nation;
    const { receipt } = await coin.transferAndCall.wait({ to: stake.address, amount });
    if (index === citizens.length - 1) {
      output.say(`All ${citizens.length} founding citizens lock ${amountOf(amount)} each, free of tax.`, receipt);
    }
  }
  const { stake } = citizens[0].nation;
  const total = await stake.totalStaked();
  const { cooldown } = await stake.provisions();
  output.say(
    `${amountOf(total)} are at stake. Whoever takes coin out loses its votes at once and gets it after ` +
      `${seconds.format(cooldown.current)}.`,
  );
  return { total };
}

/** A lower tax is tried for thirty days, and lapses by itself. */
export async function aLowerTaxIsTried(
  context: DemonstrationContext,
): Promise<{ standing: Bps; tried: Bps; lapsed: Bps }> {
  const { output, citizens } = context;
  output.step("A law on trial");
  const [proposer, payee] = citizens;
  const { coin } = proposer.nation;
  const standing = await coin.taxRate();
  const tried = bps.from(standing / 2n);
  const period = seconds.days(30);

  const { proposal, status } = await vote(context, {
    proposer,
    calls: [coin.tryProvision.call({ key: "taxRate", value: tried, period })],
    description: `Try a tax of ${bps.format(tried)} for 30 days`,
    votes: {
      for: citizens.slice(0, 9),
      against: citizens.slice(9, 11),
      abstain: citizens.slice(11),
      byPost: citizens.slice(5, 11),
    },
  });
  const { citizens: people, stake } = status.houses;
  expectThat(status.state === "succeeded", `the proposal is ${status.state}`);
  output.say(
    `The citizens' house: ${people.for} for, ${people.against} against, ${people.abstain} abstain. ` +
      `The stake house: ${amountOf(stake.for)} to ${amountOf(stake.against)}. ` +
      `The citizens carry it, and the stake does not object.`,
  );
  await enactDecision(context, citizens[3], proposal);

  const applied = await coin.taxRate();
  expectThat(applied === tried, `the tax on trial is ${bps.format(applied)}`);
  const paid = await coin.transfer.wait({ to: payee.address, amount: civic.parse("100") });
  output.say(
    `The tax is ${bps.format(applied)} now: of ${amountOf(civic.parse("100"))} paid, ${amountOf(paid.tax)} are tax.`,
    paid.receipt,
  );

  await context.pass(period);
  const lapsed = await coin.taxRate();
  expectThat(lapsed === standing, `the tax after the trial is ${bps.format(lapsed)}`);
  output.say(
    `Thirty days later nobody has ratified it. The tax is ${bps.format(lapsed)} again, without a transaction.`,
  );
  return { standing, tried, lapsed };
}

/** A constitutional amendment fails short of two thirds, and passes with them. */
export async function theConstitutionIsAmended(
  context: DemonstrationContext,
): Promise<{ failedWith: bigint; passedWith: bigint; version: number }> {
  const { output, citizens, stranger } = context;
  output.step("The constitution is amended");
  const everybody = [...citizens, stranger];
  const [, proposer] = citizens;
  const { constitution } = proposer.nation;
  const number = 1;
  const before = await constitution.article({ number });
  const calls = [
    constitution.amend.call({
      number,
      title: before.title,
      text: `${before.text} What is decided is published, with its reasons.`,
    }),
  ];

  const first = await vote(context, {
    proposer,
    calls,
    description: `Amend article ${number}: decisions are published`,
    votes: { for: everybody.slice(0, 8), against: everybody.slice(8) },
  });
  expectThat(first.status.class === "constitutional", "an amendment was not constitutional");
  expectThat(first.status.state === "defeated", `eight of thirteen: ${first.status.state}`);
  const { majority } = first.status.houses.citizens;
  output.say(
    `${first.status.houses.citizens.for} of ${everybody.length} are for it. The governor saw by itself that it touches the ` +
      `constitution: more than ${bps.format(majority)} are needed. It fails.`,
  );

  const second = await vote(context, {
    proposer,
    calls,
    description: `Amend article ${number}, after talking it over: decisions are published`,
    votes: { for: everybody.slice(0, 10), against: everybody.slice(10) },
  });
  expectThat(second.status.state === "succeeded", `ten of thirteen: ${second.status.state}`);
  output.say(
    `They talk it over and vote again: ${second.status.houses.citizens.for} of ${everybody.length}. It passes.`,
  );
  await enactDecision(context, proposer, second.proposal);

  const after = await constitution.article({ number });
  expectThat(after.version === before.version + 1, "the article has no new version");
  output.say(`Article ${number} stands in version ${after.version}; every earlier version can still be read on chain.`);
  return {
    failedWith: first.status.houses.citizens.for,
    passedWith: second.status.houses.citizens.for,
    version: after.version,
  };
}

/** A budget is opened by vote, spent from, and cannot be overspent. */
export async function aBudgetIsSpent(context: DemonstrationContext): Promise<{ spent: Civic; refused: string }> {
  const { output, citizens } = context;
  output.step("Public money");
  const [proposer, , gardener, mason] = citizens;
  const { treasury, coin } = proposer.nation;
  const ceiling = civic.parse("40");
  const spent = civic.parse("30");
  const until = (await context.now()) + seconds.days(120);

  const { proposal, status } = await vote(context, {
    proposer,
    calls: [
      treasury.openBudget.call({
        purpose: "The common garden",
        spender: gardener.address,
        ceiling: { coin: ceiling },
        period: seconds.days(30),
        until: moment.from(until),
      }),
    ],
    description: `Let ${gardener.name} spend up to ${amountOf(ceiling)} a month on the common garden`,
    votes: { for: citizens.slice(0, 9), against: citizens.slice(9) },
  });
  expectThat(status.state === "succeeded", `the budget is ${status.state}`);
  await enactDecision(context, proposer, proposal);

  const budgetId = budgetUnit.from(await treasury.budgetCount());
  const before = await coin.balanceOf({ account: mason.address });
  const paid = await gardener.nation.treasury.spend.wait({
    budgetId,
    to: mason.address,
    amount: { coin: spent },
    note: "A wall for the garden",
  });
  expectThat((await coin.balanceOf({ account: mason.address })) === before + spent, "the payment did not arrive whole");
  output.say(
    `${gardener.name} pays ${mason.name} ${amountOf(spent)} for a wall. Public money bears no tax.`,
    paid.receipt,
  );

  const refused = await refusal(() =>
    gardener.nation.treasury.spend.simulate({
      budgetId,
      to: mason.address,
      amount: { coin: spent },
      note: "Another wall",
    }),
  );
  output.say(`${gardener.name} tries to pay as much again this month. Refused: ${refused.advice}`);
  return { spent, refused: refused.revert };
}

/** What somebody tried, and how it was refused. */
export interface Attempt {
  readonly who: string;
  readonly what: string;
  readonly error: string;
  readonly advice: string;
}

/** Power is reached for in six ways, and each is refused in plain words. */
export async function powerIsReachedFor(context: DemonstrationContext): Promise<readonly Attempt[]> {
  const { output, citizens, founder, registrar, stranger } = context;
  output.step("Six ways to seize power");
  const government = 0n;
  const attempts: Attempt[] = [];
  const attempt = async (who: Person, what: string, act: () => Promise<unknown>) => {
    const { revert, advice } = await refusal(act);
    attempts.push({ who: who.name, what, error: revert, advice });
    output.say(`${who.name} tries to ${what}. ${revert}: ${advice}`);
  };

  await attempt(founder, "make himself the government", () =>
    founder.nation.constitution.contract.grantRole.staticCall(government, founder.address, 0),
  );
  await attempt(founder, "mint a million coins", () =>
    founder.nation.coin.mint.simulate({ to: founder.address, amount: civic.parse("1000000") }),
  );
  await attempt(registrar, "admit a friend who never asked", () =>
    registrar.nation.citizenship.admit.simulate({ applicant: founder.address }),
  );

  const rivalId = await idOf(citizens[1]);
  await attempt(registrar, "revoke the citizenship of a rival, past the court", () =>
    registrar.nation.citizenship.revoke.simulate({ citizenId: rivalId, rulingId: id("a rival") }),
  );

  const { coin, governor } = citizens[0].nation;
  const calls = [coin.mint.call({ to: citizens[0].address, amount: civic.parse("1") })];
  const { proposal } = await governor.propose.wait({ calls, description: "One coin for me" });
  await context.passUntil(proposal.opensAt + 1n);
  await citizens[0].nation.governor.vote.wait({ proposalId: proposal.id, support: "for" });
  await attempt(citizens[0], "vote twice on a coin for herself", () =>
    citizens[0].nation.governor.vote.simulate({ proposalId: proposal.id, support: "for" }),
  );

  const { timelock } = stranger.nation;
  await attempt(stranger, "give orders to the timelock, past the governor", () =>
    timelock.contract
      .connect(stranger.signer)
      .schedule.staticCall(coin.address, 0, calls[0].data, ZeroHash, id("mine"), 200_000_000),
  );
  output.say(`Nobody got anything. It is ${dateOf(await context.now())} on this chain, and the nation lives.`);
  return attempts;
}
