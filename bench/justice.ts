import { concat, encodeBytes32String, id, keccak256, toBeHex, zeroPadValue } from "ethers";
import type { Agreements, BlockRandomness, Court, JuryRoll, Tribunal } from "../typechain-types";
import { caseView } from "../test/fixtures/case-view";
import { nation } from "../test/fixtures/institutions";
import { inMapping, Storage } from "./storage";
import { COIN, DAY, type Person, type World } from "./world";

export const BOND = 100n * COIN;
export const PERIODS = { evidence: 3 * DAY, commit: 2 * DAY, reveal: 2 * DAY, appeal: 4 * DAY, plenary: 7 * DAY };
export const SALT = id("salt");

const EXEMPT = 3n;
const BLOCKS_AHEAD = 4;
const ALL_TRIES = 10_000n;

const from1To = (max: number, value: number) => ({ value, min: 1, max });
const period = (value: number) => from1To(365 * DAY, value);
const GWEI_FEES = from1To(10 ** 12, 1_000_000);

/** The courts of the bench's nation: founded on a copy of the world, so that nothing else is measured beside them. */
export class Justice {
  private constructor(
    readonly world: World,
    readonly randomness: BlockRandomness,
    readonly roll: JuryRoll,
    readonly court: Court,
    readonly agreements: Agreements,
    readonly tribunal: Tribunal,
  ) {}

  /** Deploys all of it, and enrols the first so many citizens, for a bond in base units. */
  static async found(world: World, jurors = 10, bond = BOND): Promise<Justice> {
    const { chain, constitution, citizenship, coin, stake, treasury, timelock, governor, register } = world;
    const standing = { constitution, citizenship, coin, stake, treasury, timelock, governor, nation: register };
    const accounts = Object.fromEntries(
      Object.entries(standing).map(([name, { target }]) => [name, target as string]),
    ) as Readonly<Record<keyof typeof standing, string>>;
    const { randomness, juryRoll, court, agreements, tribunal } = await nation({
      only: ["randomness", "juryRoll", "court", "agreements", "tribunal"],
      accounts,
      pace: () => chain.nextMoment(),
      provisions: {
        juryRoll: {
          bond: { value: Number(bond / COIN), min: 0, max: 1_000_000 },
          citizenDays: from1To(365, 1),
          noShowPenalty: from1To(100_00, 20_00),
          minimumStay: { value: 0, min: 0, max: 90 * DAY },
        },
        court: {
          evidencePeriod: period(PERIODS.evidence),
          commitPeriod: period(PERIODS.commit),
          revealPeriod: period(PERIODS.reveal),
          appealPeriod: period(PERIODS.appeal),
          seatFee: GWEI_FEES,
          fastEvidencePeriod: period(PERIODS.evidence),
          fastCommitPeriod: period(PERIODS.commit),
          fastRevealPeriod: period(PERIODS.reveal),
          fastAppealPeriod: period(PERIODS.appeal),
          fastSeatFee: GWEI_FEES,
          panelQuorum: { value: 50_00, min: 50_00, max: 100_00 },
          plenaryPeriod: period(PERIODS.plenary),
          plenaryQuorum: from1To(100_00, 1),
        },
        tribunal: {
          challengeBond: GWEI_FEES,
          coolOff: period(90 * DAY),
          maxFine: from1To(1_000_000, 500),
          maxSuspension: period(180 * DAY),
        },
      },
    });
    for (const [name, account] of Object.entries({ governor, treasury }))
      await chain.send(() => register.appoint(encodeBytes32String(name), account));
    // A founding exempts them when the coin is created, which stands already.
    for (const account of [juryRoll, agreements]) {
      await chain.send(() => coin.connect(world.government).setExemption(account, EXEMPT));
    }
    const justice = new Justice(world, randomness, juryRoll, court, agreements, tribunal);
    await chain.pass(2 * DAY);
    for (let citizenId = 1; citizenId <= jurors; citizenId++) await justice.enrol(await world.citizen(citizenId));
    await chain.pass(12);
    return justice;
  }

  /** Enrols a citizen who has coin, in one transaction. */
  enrolment({ signer }: Person) {
    return () => this.world.coin.connect(signer)["transferAndCall(address,uint256)"](this.roll, BOND);
  }

  async enrol(person: Person): Promise<void> {
    await this.world.fund(person.address);
    await this.world.chain.send(this.enrolment(person));
  }

  /** Brings a case for an account without code, with these citizens as parties. */
  async suit(...parties: number[]) {
    return this.suitOf("0x00", parties);
  }

  /** Brings such a case, for a first panel of five. */
  async openFive(): Promise<BenchCase> {
    await this.world.chain.send(await this.suitOf("0x04", []));
    return this.lastCase();
  }

  /** Brings one whose three choices, and the refusal to decide, are ranked. */
  async openRanked(): Promise<BenchCase> {
    await this.world.chain.send(await this.suitOf("0x00", [], 3));
    return this.lastCase();
  }

  private async suitOf(marks: string, parties: readonly number[], choices = 2) {
    const { signer } = await this.world.person("plaintiff");
    const data = concat([marks, ...parties.map((citizenId) => toBeHex(citizenId, 4))]);
    const cost = await this.court.connect(signer).arbitrationCost(data);
    return () => this.court.connect(signer).createDispute(choices, data, { value: cost });
  }

  /** Brings such a case. */
  async open(...parties: number[]): Promise<BenchCase> {
    await this.world.chain.send(await this.suit(...parties));
    return this.lastCase();
  }

  /** The case that was brought last. */
  async lastCase(): Promise<BenchCase> {
    return new BenchCase(this, await this.court.caseCount());
  }
}

/** Drives one case, in its present round. */
export class BenchCase {
  constructor(
    readonly justice: Justice,
    readonly caseId: bigint,
  ) {}

  readonly advance = () => this.justice.court.advance(this.caseId);
  readonly draw = () => this.justice.court.draw(this.caseId, ALL_TRIES);
  readonly pin = async () => this.justice.randomness.pin((await this.round()).requestId);

  async round() {
    const { rounds } = await caseView(this.justice.court, this.caseId);
    return rounds[rounds.length - 1];
  }

  /** Waits for the end of the phase. */
  async wait(): Promise<this> {
    const { endsAt } = await caseView(this.justice.court, this.caseId);
    const { chain } = this.justice.world;
    await chain.pass(Number(endsAt) - chain.time);
    return this;
  }

  /** From the evidence to the draw. */
  async freeze(): Promise<this> {
    await this.wait();
    await this.justice.world.chain.send(this.advance);
    return this;
  }

  /** Builds the block of the request. */
  async buildBlock(): Promise<this> {
    for (let block = 0; block <= BLOCKS_AHEAD; block++) await this.justice.world.chain.pass(12);
    return this;
  }

  /**
   * Makes the seed known, with a block hash that is the same in every run. The draw looks at no position twice, so that it needs
   * one try for each seat.
   *
   * @returns The positions that the draw looks at.
   */
  async seed(): Promise<bigint[]> {
    const { world, randomness, roll } = this.justice;
    await this.buildBlock();
    await world.chain.send(this.pin);

    const { requestId, size } = await this.round();
    const { positions } = await roll.size();
    const storage = new Storage(randomness.target as string);
    const key = toBeHex(requestId, 32);
    const { blockHash } = await randomness.requestOf(requestId);
    const base = await storage.findBase(
      async (slot) => (await storage.load(inMapping(key, slot))) === BigInt(blockHash),
    );
    for (let attempt = 0; ; attempt++) {
      await storage.store(inMapping(key, base), BigInt(id(`block ${attempt}`)));
      const seed = await randomness.seedOf(requestId);
      const looked = Array.from({ length: Number(size) }, (_, index) => {
        const random = keccak256(concat([seed, zeroPadValue(toBeHex(index), 32)]));
        return (BigInt(random) % positions) + 1n;
      });
      if (new Set(looked).size === looked.length) return looked;
    }
  }

  /** From the evidence to a complete panel. */
  async seat(): Promise<this> {
    await this.freeze();
    await this.seed();
    await this.justice.world.chain.send(this.draw);
    return this;
  }

  /** The juror on a seat. */
  async juror(seat: number): Promise<{ citizenId: bigint; person: Person }> {
    const { citizenId } = (await this.round()).panel[seat];
    return { citizenId, person: await this.justice.world.citizen(Number(citizenId)) };
  }

  /** Commits a vote. */
  async commitment(seat: number, choice: number) {
    const { court } = this.justice;
    const { citizenId, person } = await this.juror(seat);
    const round = await this.index();
    const commitment = await court.commitmentOf(this.caseId, round, citizenId, choice, SALT);
    return () => court.connect(person.signer).commit(this.caseId, round, seat, commitment);
  }

  /** Reveals it. */
  async revelation(seat: number, choice: number, justification: string) {
    const { court } = this.justice;
    const { person } = await this.juror(seat);
    const round = await this.index();
    return () => court.connect(person.signer).reveal(this.caseId, round, seat, choice, SALT, justification);
  }

  /** All jurors commit the same vote. */
  async commitAll(choice: number): Promise<this> {
    const { chain } = this.justice.world;
    const { panel } = await this.round();
    for (const seat of panel.keys()) await chain.send(await this.commitment(seat, choice));
    return this;
  }

  /** All jurors vote, so that the votes can be closed. */
  async vote(choice: number): Promise<this> {
    const { chain } = this.justice.world;
    await this.commitAll(choice);
    const { panel, commitEndsAt } = await this.round();
    await chain.pass(Number(commitEndsAt) - chain.time);
    for (const seat of panel.keys()) await chain.send(await this.revelation(seat, choice, ""));
    return this;
  }

  /** From the evidence to the final ruling. */
  async decide(choice: number): Promise<this> {
    await this.seat();
    await this.vote(choice);
    await this.justice.world.chain.send(this.advance);
    await this.wait();
    await this.justice.world.chain.send(this.advance);
    return this;
  }

  /** From the evidence to that of another panel, which is to confirm the end of a citizenship. */
  async find(choice: number): Promise<this> {
    await this.seat();
    await this.vote(choice);
    await this.justice.world.chain.send(this.advance);
    return this;
  }

  /** From a ruling to the evidence of the next round. */
  async appeal(): Promise<this> {
    const { court, world } = this.justice;
    const { signer } = await world.person("plaintiff");
    const cost = await court.appealCost(this.caseId, "0x");
    await world.chain.send(() => court.connect(signer).appeal(this.caseId, "0x", { value: cost }));
    return this;
  }

  private async index(): Promise<number> {
    return (await caseView(this.justice.court, this.caseId)).rounds.length - 1;
  }
}
