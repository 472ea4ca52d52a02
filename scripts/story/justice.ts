import type { TransactionReceipt } from "ethers";
import { civic, moment, seconds, wei, type CitizenId, type Civic, type Wei } from "../../sdk/src";
import type { AgreementId } from "../../sdk/src/institutions/agreements";
import type { CaseId } from "../../sdk/src/institutions/court";
import { amountOf, done, etherOf, expectThat, idOf, refusal, type Person, type Scene } from "./scene";

/** A juror, and the seat's vote. */
type Verdict = (seat: number) => number;

/** How many jurors a round had, and what they ruled. */
interface Judgement {
  readonly panel: readonly CitizenId[];
  readonly ruling: number | undefined;
}

/** Everybody who holds a citizenship, by its number. */
async function citizensById(scene: Scene): Promise<ReadonlyMap<CitizenId, Person>> {
  const people = [...scene.citizens, scene.stranger];
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
async function judge(scene: Scene, caseId: CaseId, verdict: Verdict): Promise<Judgement> {
  const { teller, founder } = scene;
  const people = await citizensById(scene);
  const { court, randomness } = founder.nation;
  const heard = await court.case({ caseId });
  expectThat(heard.phase === "evidence", `the case is in its ${heard.phase} phase`);
  await scene.passUntil(heard.endsAt!);
  const frozen = await done(court.advance({ caseId }));
  teller.tell(
    "The evidence is in. The roll is frozen, and the seed waits for a block that nobody knows.",
    frozen.receipt,
  );

  const { seed } = (await court.case({ caseId })).round;
  const { blockNumber } = await randomness.seedRequest({ requestId: seed!.requestId });
  while ((await scene.height()) <= blockNumber) await scene.pass(12n);
  const drawn = await court.draw({ caseId });
  const panel = drawn.round.panel.map(({ citizenId }) => citizenId);
  const jurors = panel.map((citizenId) => people.get(citizenId)!);
  teller.tell(`The lot falls on ${namesOf(jurors)}.`);

  let last: TransactionReceipt | undefined;
  for (const [seat, juror] of jurors.entries()) {
    ({ receipt: last } = await done(juror.nation.court.commit({ caseId, choice: verdict(seat) })));
  }
  teller.tell(`Each of the ${jurors.length} hands in a vote under seal, which a signature of the wallet locks.`, last);

  await scene.passUntil(drawn.round.commitEndsAt!);
  for (const juror of jurors) {
    // Nothing was kept since the vote was sealed: the wallet signs the same again, and finds it.
    ({ receipt: last } = await done(juror.nation.court.reveal({ caseId, justification: "By what was handed in." })));
  }
  const closed = await done(founder.nation.court.advance({ caseId }));
  expectThat(closed.ruling !== undefined, "the panel did not rule");
  return { panel, ruling: closed.ruling };
}

/** Waits until nobody can appeal, and has the ruling delivered. */
async function finish(scene: Scene, caseId: CaseId): Promise<TransactionReceipt> {
  const { court } = scene.founder.nation;
  await scene.passUntil((await court.case({ caseId })).endsAt!);
  await done(court.advance({ caseId }));
  const { delivered, receipt } = await done(court.execute({ caseId }));
  expectThat(delivered, "the ruling was not taken");
  return receipt;
}

/** Who gives money to an appeal, and who bets against it. */
const backer = ({ citizens }: Scene): Person => citizens[2];
const bettor = ({ citizens }: Scene): Person => citizens[11];

/** Citizens put themselves on the jury roll. */
export async function citizensBecomeJurors(scene: Scene): Promise<{ jurors: bigint; bond: Civic }> {
  const { teller, citizens, stranger } = scene;
  teller.chapter("A jury roll");
  // Those who will take sides with money stay off it.
  const away = new Set([backer(scene), bettor(scene)]);
  let last: TransactionReceipt | undefined;
  for (const juror of [...citizens, stranger].filter((person) => !away.has(person))) {
    ({ receipt: last } = await done(juror.nation.juryRoll.enrol()));
  }
  const { jurors } = await stranger.nation.juryRoll.size();
  const { bond } = (await stranger.nation.juryRoll.jurorOf({ citizenId: await idOf(stranger) }))!;
  teller.tell(
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
export async function aPromiseIsBroken(scene: Scene): Promise<BrokenPromise> {
  const { teller, citizens } = scene;
  teller.chapter("A promise is broken");
  const [customer, painter] = [citizens[6], citizens[7]];
  const { agreements, coin } = customer.nation;
  const now = await scene.now();

  const opened = await done(
    agreements.open({
      parties: [
        { account: customer.address, lock: { coin: PRICE }, payout: { coin: civic.parse("0") } },
        { account: painter.address, lock: { coin: PLEDGE }, payout: { coin: LOCKED } },
      ],
      text: `${painter.name} paints the north wall of the hall for ${customer.name}, in two coats, by the end of the term.`,
      signBy: moment.from(now + seconds.days(7)),
      until: moment.from(now + seconds.days(30)),
      objectionPeriod: seconds.days(3),
    }),
  );
  const { agreementId } = opened;
  teller.tell(
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
  await done(coin.permit(permit));
  await done(agreements.submitSignature(signature));
  await done(coin.approve({ spender: agreements.address, amount: PRICE }));
  const bound = await done(agreements.sign({ agreementId }));
  expectThat(bound.isBinding, "two signatures did not bind");
  teller.tell(
    `${painter.name} signs without paying for a transaction, ${customer.name} with one. ${amountOf(LOCKED)} are locked, free of tax.`,
    bound.receipt,
  );

  await scene.pass(seconds.days(20));
  await done(painter.nation.agreements.declarePerformed({ agreementId, statement: "It is painted. Come and see." }));
  const disputed = await done(
    agreements.dispute({
      agreementId,
      demand: [{ coin: LOCKED }, { coin: civic.parse("0") }],
      statement: { name: "The north wall", description: "It is as bare as it was. The photograph is of yesterday." },
    }),
  );
  const { caseId } = disputed;
  teller.tell(
    `Three weeks later ${painter.name} declares it done. The wall is bare, and ${customer.name} objects: she demands all of it.`,
    disputed.receipt,
  );
  const demand = [civic.parse("160"), civic.parse("200")].map((amount) => ({ coin: amount }));
  const answered = await done(
    painter.nation.agreements.answer({
      agreementId,
      demand,
      statement: { name: "One coat", description: "The first coat is white. So was the wall." },
    }),
  );
  teller.tell(
    `${painter.name} answers: 200 for him. The court will take one of the two demands unchanged.`,
    answered.receipt,
  );

  const judgement = await judge(scene, caseId, (seat) => (seat === 0 ? THE_CUSTOMER : THE_PAINTER));
  expectThat(!judgement.panel.includes(await idOf(customer)), "a party judges");
  expectThat(judgement.ruling === THE_PAINTER, `the ruling is ${judgement.ruling}`);
  teller.tell(`Two of three find for ${painter.name}. ${customer.name} does not leave it at that.`);
  return { agreementId, caseId, customer, painter, ...judgement };
}

/** An appeal, paid for by several, is heard by seven; what they rule is paid. */
export async function theRulingIsAppealed(
  scene: Scene,
  { agreementId, caseId, customer, painter }: BrokenPromise,
): Promise<Judgement & { readonly received: Civic; readonly tax: Civic; readonly reward: Wei }> {
  const { teller, founder } = scene;
  teller.chapter("Seven citizens look again");
  const [neighbour, friend] = [backer(scene), bettor(scene)];
  const { court } = customer.nation;

  const { appeal } = await court.case({ caseId });
  const side = appeal!.sides.find(({ choice }) => choice === THE_CUSTOMER)!;
  const half = wei.from(side.missing / 2n);
  await done(court.fundAppeal({ caseId, choice: THE_CUSTOMER, amount: half }));
  const funded = await done(neighbour.nation.court.fundAppeal({ caseId, choice: THE_CUSTOMER }));
  teller.tell(
    `An appeal needs ${etherOf(side.needed)}. ${customer.name} has one half, and ${neighbour.name} gives the other.`,
    funded.receipt,
  );
  const answered = await done(friend.nation.court.fundAppeal({ caseId, choice: THE_PAINTER }));
  expectThat(answered.isOpened, "the appeal is not open");
  teller.tell(
    `${friend.name} bets ${etherOf(answered.amount)} on ${painter.name}. Both sides stand, and seven are to be drawn.`,
    answered.receipt,
  );

  const judgement = await judge(scene, caseId, (seat) => (seat < 5 ? THE_CUSTOMER : THE_PAINTER));
  expectThat(judgement.panel.length === 7, `${judgement.panel.length} sat`);
  expectThat(judgement.ruling === THE_CUSTOMER, `the ruling is ${judgement.ruling}`);
  teller.tell(`Five of seven went to look at the wall, and find for ${customer.name}. Nobody appeals again.`);

  const delivered = await finish(scene, caseId);
  teller.tell(`${founder.name} has the ruling delivered, as anyone could.`, delivered);
  const { agreements } = customer.nation;
  const ended = await done(agreements.divide({ agreementId }));
  const { amount, receipt } = await done(
    agreements.claimForCitizen({ asset: "coin", citizenId: await idOf(customer) }),
  );
  const received = amount.coin!;
  teller.tell(
    `${customer.name} gets ${amountOf(received)}: her own money untaxed, his pledge less a tax of ${amountOf(ended.tax)}.`,
    receipt,
  );

  const rounds = await founder.nation.court.settleAll({ caseId });
  expectThat(rounds.length === 2, `${rounds.length} rounds were settled`);
  const collected = await neighbour.nation.court.claimAll();
  const reward = wei.from(collected.owed - half);
  teller.tell(
    `${neighbour.name} is paid back, with ${etherOf(reward)} on top out of what ${friend.name} bet. Whoever judged with the last ` +
      `word shares the fees: ${etherOf(rounds[0].share)} each of the three, ${etherOf(rounds[1].share)} each of the seven.`,
  );
  return { ...judgement, received, tax: ended.tax, reward };
}

/** What a false accusation came to. */
export interface FalseAccusation extends Judgement {
  readonly compensation: Wei;
  readonly offences: number;
  readonly refused: string;
}

const DISMISSED = 1;

/** A citizen accuses another falsely, and pays for it. */
export async function aFalseAccusation(scene: Scene): Promise<FalseAccusation> {
  const { teller, citizens, stranger: accused, founder } = scene;
  teller.chapter("A false accusation");
  const [accuser, namesake] = [bettor(scene), citizens[1]];
  const { rest } = await founder.nation.juryRoll.provisions();
  await scene.pass(rest.current);
  teller.tell(
    `Jurors rest for ${seconds.format(rest.current)} after service. Then ${accuser.name} goes to court himself.`,
  );

  const [citizenId, other] = [await idOf(accused), await idOf(namesake)];
  const charge = { citizenId, ground: "duplicatePerson", other } as const;
  const { fees, bond } = await accuser.nation.tribunal.cost();
  const { caseId, receipt } = await done(
    accuser.nation.tribunal.challenge({
      ...charge,
      statement: `${accused.name} is ${namesake.name} under a false name.`,
    }),
  );
  teller.tell(
    `${accuser.name} says that ${accused.name} and ${namesake.name} are one person, whose second citizenship must end. It takes ` +
      `${etherOf(fees)} of fees and a bond of ${etherOf(bond)}.`,
    receipt,
  );
  const heard = await done(
    accused.nation.tribunal.answer({ caseId, statement: "We both stood in this hall yesterday, side by side." }),
  );
  teller.tell(`${accused.name} is heard before anybody is drawn.`, heard.receipt);

  const judgement = await judge(scene, caseId, () => DISMISSED);
  expectThat(judgement.ruling === DISMISSED, `the ruling is ${judgement.ruling}`);
  await finish(scene, caseId);
  const owed = await founder.nation.claimable({ account: accuser.address });
  expectThat(owed.length === 0, "the accuser got the bond back");
  const paid = await done(founder.nation.tribunal.claimForCitizen({ citizenId }));
  expectThat(paid.to === accused.address, "the bond went to somebody else");
  teller.tell(
    `All ${judgement.panel.length} dismiss it. The bond of ${etherOf(paid.amount.native!)} goes to ${accused.name}, and not back to ${accuser.name}.`,
    paid.receipt,
  );

  const { revert, advice } = await refusal(() =>
    accuser.nation.tribunal.challenge.simulate({ ...charge, statement: "But I am sure." }),
  );
  teller.tell(`${accuser.name} tries again. Refused: ${advice}`);
  const offences = await founder.nation.tribunal.offencesOf({ citizenId });
  return { ...judgement, compensation: paid.amount.native!, offences, refused: revert };
}
