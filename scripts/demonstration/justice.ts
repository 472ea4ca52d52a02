import type { TransactionReceipt } from "ethers";
import { civic, moment, seconds, wei, type CitizenId, type Civic, type Wei } from "../../sdk/src";
import type { AgreementId } from "../../sdk/src/institutions/agreements";
import type { CaseId } from "../../sdk/src/institutions/court";
import { amountOf, etherOf, expectThat, idOf, refusal, type Person, type DemonstrationContext } from "./context";

/** A juror, and the seat's vote. */
type Verdict = (seat: number) => number;

/** How many jurors a round had, and what they ruled. */
interface Judgement {
  readonly panel: readonly CitizenId[];
  readonly ruling: number | undefined;
}

/** Everybody who holds a citizenship, by its number. */
async function citizensById(context: DemonstrationContext): Promise<ReadonlyMap<CitizenId, Person>> {
  const people = [...context.citizens, context.stranger];
  const ids = await Promise.all(
    people.map(async ({ address, nation }) => nation.citizenship.citizenOf({ account: address })),
  );
  return new Map(people.flatMap((person, index) => (ids[index] === undefined ? [] : [[ids[index], person] as const])));
}

const namesOf = (people: readonly Person[]): string =>
  `${people
    .slice(0, -1)
    .map(({ name }) => name)
    .join(", ")} and ${people[people.length - 1].name}`;

/** Lets a round be drawn and voted, until its ruling can be appealed against. */
async function judge(context: DemonstrationContext, caseId: CaseId, verdict: Verdict): Promise<Judgement> {
  const { output, founder } = context;
  const people = await citizensById(context);
  const { court, randomness } = founder.nation;
  const heard = await court.case({ caseId });
  expectThat(heard.phase === "evidence", `the case is in its ${heard.phase} phase`);
  await context.passUntil(heard.endsAt!);
  const frozen = await court.advance.wait({ caseId });
  output.say(
    "The evidence is in. The roll is frozen, and the seed waits for a block that nobody knows.",
    frozen.receipt,
  );

  const { seed } = (await court.case({ caseId })).round;
  const { blockNumber } = await randomness.seedRequest({ requestId: seed!.requestId });
  while ((await context.height()) <= blockNumber) await context.pass(12n);
  const drawn = await court.draw({ caseId });
  const panel = drawn.round.panel.map(({ citizenId }) => citizenId);
  const jurors = panel.map((citizenId) => people.get(citizenId)!);
  output.say(`The lot falls on ${namesOf(jurors)}.`);

  let last: TransactionReceipt | undefined;
  for (const [seat, juror] of jurors.entries()) {
    ({ receipt: last } = await juror.nation.court.commit.wait({ caseId, choice: verdict(seat) }));
  }
  output.say(`Each of the ${jurors.length} hands in a vote under seal, which a signature of the wallet locks.`, last);

  await context.passUntil(drawn.round.commitEndsAt!);
  for (const juror of jurors) {
    // Nothing was kept since the vote was sealed: the wallet signs the same again, and finds it.
    ({ receipt: last } = await juror.nation.court.reveal.wait({ caseId, justification: "By what was handed in." }));
  }
  const closed = await founder.nation.court.advance.wait({ caseId });
  expectThat(closed.ruling !== undefined, "the panel did not rule");
  return { panel, ruling: closed.ruling };
}

/** Waits until nobody can appeal, and has the ruling delivered. */
async function finish(context: DemonstrationContext, caseId: CaseId): Promise<TransactionReceipt> {
  const { court } = context.founder.nation;
  await context.passUntil((await court.case({ caseId })).endsAt!);
  await court.advance.wait({ caseId });
  const { delivered, receipt } = await court.execute.wait({ caseId });
  expectThat(delivered, "the ruling was not taken");
  return receipt;
}

/** Who gives money to an appeal, and who bets against it. */
const backer = ({ citizens }: DemonstrationContext): Person => citizens[2];
const bettor = ({ citizens }: DemonstrationContext): Person => citizens[11];

/** Citizens put themselves on the jury roll. */
export async function citizensBecomeJurors(context: DemonstrationContext): Promise<{ jurors: bigint; bond: Civic }> {
  const { output, citizens, stranger } = context;
  output.step("A jury roll");
  // Those who will take sides with money stay off it.
  const away = new Set([backer(context), bettor(context)]);
  let last: TransactionReceipt | undefined;
  for (const juror of [...citizens, stranger].filter((person) => !away.has(person))) {
    ({ receipt: last } = await juror.nation.juryRoll.enrol.wait());
  }
  const { jurors } = await stranger.nation.juryRoll.size();
  const { bond } = (await stranger.nation.juryRoll.jurorOf({ citizenId: await idOf(stranger) }))!;
  output.say(
    `${jurors} citizens enrol as jurors, each with a bond of ${amountOf(bond)}. More coin buys no second place.`,
    last,
  );
  return { jurors, bond };
}

/** A promise that was broken, and what was ruled on it first. */
export interface BrokenPromise extends Judgement {
  readonly agreementId: AgreementId;
  readonly caseId: CaseId;
  /** The place of the party who was let down, and of the one who let it down. */
  readonly customer: Person;
  readonly painter: Person;
}

const PRICE = civic.parse("300");
const PLEDGE = civic.parse("60");
const LOCKED = civic.from(PRICE + PLEDGE);

/** The rulings: 0 for nobody, then the parties' demands in the order of the agreement. */
const THE_CUSTOMER = 1;
const THE_PAINTER = 2;

/** A mural is paid for and not painted. */
export async function aPromiseIsBroken(context: DemonstrationContext): Promise<BrokenPromise> {
  const { output, citizens } = context;
  output.step("A promise is broken");
  const [customer, painter] = [citizens[6], citizens[7]];
  const { agreements, coin } = customer.nation;
  const now = await context.now();

  const opened = await agreements.open.wait({
    parties: [
      { account: customer.address, lock: { coin: PRICE }, payout: { coin: civic.parse("0") } },
      { account: painter.address, lock: { coin: PLEDGE }, payout: { coin: LOCKED } },
    ],
    text: `${painter.name} paints the north wall of the hall for ${customer.name}, in two coats, by the end of the term.`,
    signBy: moment.from(now + seconds.days(7)),
    until: moment.from(now + seconds.days(30)),
    objectionPeriod: seconds.days(3),
  });
  const { agreementId } = opened;
  output.say(
    `${customer.name} orders a mural from ${painter.name}: ${amountOf(PRICE)}, and ${amountOf(PLEDGE)} that he puts behind ` +
      "his word. The whole text stands on the chain.",
    opened.receipt,
  );

  // The painter pays for no transaction: both what he signs here, others hand in.
  const permit = await painter.nation.coin.signPermit({
    spender: agreements.address,
    amount: PLEDGE,
    deadline: moment.from(now + seconds.days(7)),
  });
  const signature = await painter.nation.agreements.signatureFor({ agreementId });
  await coin.permit.wait(permit);
  await agreements.submitSignature.wait(signature);
  await coin.approve.wait({ spender: agreements.address, amount: PRICE });
  const bound = await agreements.sign.wait({ agreementId });
  expectThat(bound.isBinding, "two signatures did not bind");
  output.say(
    `${painter.name} signs without paying for a transaction, ${customer.name} with one. ${amountOf(LOCKED)} are locked, free of tax.`,
    bound.receipt,
  );

  await context.pass(seconds.days(20));
  await painter.nation.agreements.declarePerformed.wait({ agreementId, statement: "It is painted. Come and see." });
  const disputed = await agreements.dispute.wait({
    agreementId,
    demand: [{ coin: LOCKED }, { coin: civic.parse("0") }],
    statement: { name: "The north wall", description: "It is as bare as it was. The photograph is of yesterday." },
  });
  const { caseId } = disputed;
  output.say(
    `Three weeks later ${painter.name} declares it done. The wall is bare, and ${customer.name} objects: she demands all of it.`,
    disputed.receipt,
  );
  const demand = [civic.parse("160"), civic.parse("200")].map((amount) => ({ coin: amount }));
  const answered = await painter.nation.agreements.answer.wait({
    agreementId,
    demand,
    statement: { name: "One coat", description: "The first coat is white. So was the wall." },
  });
  output.say(
    `${painter.name} answers: 200 for him. The court will take one of the two demands unchanged.`,
    answered.receipt,
  );

  const judgement = await judge(context, caseId, (seat) => (seat === 0 ? THE_CUSTOMER : THE_PAINTER));
  expectThat(!judgement.panel.includes(await idOf(customer)), "a party judges");
  expectThat(judgement.ruling === THE_PAINTER, `the ruling is ${judgement.ruling}`);
  output.say(`Two of three find for ${painter.name}. ${customer.name} does not leave it at that.`);
  return { agreementId, caseId, customer, painter, ...judgement };
}

/** An appeal, paid for by several, is heard by all citizens, since the roll has no eleven others; what they rule is paid. */
export async function theRulingIsAppealed(
  context: DemonstrationContext,
  { agreementId, caseId, customer, painter }: BrokenPromise,
): Promise<{
  readonly voted: number;
  readonly ruling: number | undefined;
  readonly received: Civic;
  readonly tax: Civic;
  readonly reward: Wei;
}> {
  const { output, founder, citizens } = context;
  output.step("All citizens look again");
  const [neighbour, friend] = [backer(context), bettor(context)];
  const { court } = customer.nation;

  const { appeal } = await court.case({ caseId });
  const side = appeal!.sides.find(({ choice }) => choice === THE_CUSTOMER)!;
  const half = wei.from(side.missing / 2n);
  await court.fundAppeal.wait({ caseId, choice: THE_CUSTOMER, amount: half });
  const funded = await neighbour.nation.court.fundAppeal.wait({ caseId, choice: THE_CUSTOMER });
  output.say(
    `An appeal needs ${etherOf(side.needed)}. ${customer.name} has one half, and ${neighbour.name} gives the other.`,
    funded.receipt,
  );
  const answered = await friend.nation.court.fundAppeal.wait({ caseId, choice: THE_PAINTER });
  output.say(`${friend.name} bets ${etherOf(answered.amount)} on ${painter.name}. Both sides stand.`, answered.receipt);

  await context.passUntil((await court.case({ caseId })).endsAt!);
  const opened = await court.advance.wait({ caseId });
  expectThat(opened.phase === "evidence", "the appeal is not open");
  await context.passUntil((await court.case({ caseId })).endsAt!);
  const called = await court.advance.wait({ caseId });
  expectThat(called.phase === "plenary", `the case is in its ${called.phase} phase`);
  output.say(
    "An appeal takes eleven jurors who have not judged yet, and the roll has fewer: all may vote.",
    called.receipt,
  );
  let last: TransactionReceipt | undefined;
  for (const citizen of citizens) {
    const choice = citizen === painter || citizen === friend ? THE_PAINTER : THE_CUSTOMER;
    ({ receipt: last } = await citizen.nation.court.voteInPlenary.wait({ caseId, choice }));
  }
  output.say(`${citizens.length} went to look at the wall, and most find for ${customer.name}.`, last);

  const delivered = await finish(context, caseId);
  const { ruling, round } = await court.case({ caseId });
  expectThat(ruling === THE_CUSTOMER, `the ruling is ${ruling}`);
  output.say(`${founder.name} has the ruling delivered, as anyone could.`, delivered);
  const { agreements } = customer.nation;
  const ended = await agreements.divide.wait({ agreementId });
  const { amount, receipt } = await agreements.claimForCitizen.wait({ asset: "coin", citizenId: await idOf(customer) });
  const received = amount.coin!;
  output.say(
    `${customer.name} gets ${amountOf(received)}: her own money untaxed, his pledge less a tax of ${amountOf(ended.tax)}.`,
    receipt,
  );

  const rounds = await founder.nation.court.settleAll({ caseId });
  expectThat(rounds.length === 2, `${rounds.length} rounds were settled`);
  const collected = await neighbour.nation.court.claimAll();
  const reward = wei.from(collected.owed - half);
  output.say(
    `${neighbour.name} is paid back, with ${etherOf(reward)} on top out of what ${friend.name} bet. Each of the three jurors is ` +
      `paid ${etherOf(rounds[0].share)}, right in the end or not, and the treasury gets the fees of the eleven who did not sit.`,
  );
  return { voted: Number(round.voted), ruling, received, tax: ended.tax, reward };
}

/** What a false accusation came to. */
export interface FalseAccusation extends Judgement {
  readonly compensation: Wei;
  readonly offences: number;
  readonly refused: string;
}

const DISMISSED = 1;

/** A citizen accuses another falsely, and pays for it. */
export async function aFalseAccusation(context: DemonstrationContext): Promise<FalseAccusation> {
  const { output, citizens, stranger: accused, founder } = context;
  output.step("A false accusation");
  const [accuser, namesake] = [bettor(context), citizens[1]];
  output.say(`Then ${accuser.name} goes to court himself.`);

  const [citizenId, other] = [await idOf(accused), await idOf(namesake)];
  const charge = { citizenId, ground: "duplicatePerson", other } as const;
  const { fees, bond } = await accuser.nation.tribunal.cost({ citizenId, endsCitizenship: true });
  const { caseId, receipt } = await accuser.nation.tribunal.challenge.wait({
    ...charge,
    statement: `${accused.name} is ${namesake.name} under a false name.`,
  });
  output.say(
    `${accuser.name} says that ${accused.name} and ${namesake.name} are one person, whose second citizenship must end. It takes ` +
      `${etherOf(fees)} of fees and a bond of ${etherOf(bond)}.`,
    receipt,
  );
  const heard = await accused.nation.tribunal.answer.wait({
    caseId,
    statement: "We both stood in this hall yesterday, side by side.",
  });
  output.say(`${accused.name} is heard before anybody is drawn.`, heard.receipt);

  const judgement = await judge(context, caseId, () => DISMISSED);
  expectThat(judgement.ruling === DISMISSED, `the ruling is ${judgement.ruling}`);
  await finish(context, caseId);
  const owed = await founder.nation.claimable({ account: accuser.address });
  expectThat(owed.length === 0, "the accuser got the bond back");
  const paid = await founder.nation.tribunal.claimForCitizen.wait({ citizenId });
  expectThat(paid.to === accused.address, "the bond went to somebody else");
  output.say(
    `All ${judgement.panel.length} dismiss it. The bond of ${etherOf(paid.amount.native!)} goes to ${accused.name}, and not back to ${accuser.name}.`,
    paid.receipt,
  );

  const { revert, advice } = await refusal(() =>
    accuser.nation.tribunal.challenge.simulate({ ...charge, statement: "But I am sure." }),
  );
  output.say(`${accuser.name} tries again. Refused: ${advice}`);
  const offences = await founder.nation.tribunal.offencesOf({ citizenId });
  return { ...judgement, compensation: paid.amount.native!, offences, refused: revert };
}
