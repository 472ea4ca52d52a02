import { loadFixture, mine, time } from "@nomicfoundation/hardhat-network-helpers";
import type { HardhatEthersSigner } from "@nomicfoundation/hardhat-ethers/signers";
import { ethers } from "hardhat";
import type { Court, PlainArbitrable, RandomnessStub } from "../../typechain-types";
import { coins, DAY, MAX_SUPPLY, provisionTerms } from "./money";

export const HOUR = 60 * 60;
export const BOND = coins(100);
export const REST = 30 * DAY;
export const CITIZEN_DAYS = 1;
export const NO_SHOW_PENALTY = 20_00n;
export const GWEI = 10n ** 9n;
export const SEAT_FEE = 1_000_000n * GWEI;
export const FAST_SEAT_FEE = 100_000n * GWEI;
export const COST = 3n * SEAT_FEE;
export const PERIODS = { evidence: 3 * DAY, commit: 2 * DAY, reveal: 2 * DAY, appeal: 4 * DAY, plenary: 7 * DAY };
export const FAST_PERIODS = { evidence: DAY, commit: 12 * HOUR, reveal: 12 * HOUR, appeal: DAY };
export const SALT = ethers.id("salt");
/** More tries than any draw has. */
export const ALL_TRIES = 10_000;

export const Phase = {
  None: 0n,
  Evidence: 1n,
  Draw: 2n,
  Commit: 3n,
  Reveal: 4n,
  Appeal: 5n,
  Plenary: 6n,
  Final: 7n,
  Executed: 8n,
} as const;

const period = (value: number) => ({ value, min: 1, max: 365 * DAY });
const fee = (wei: bigint) => ({ value: wei / GWEI, min: 1, max: 1_000_000_000_000n });
const share = (value: number) => ({ value, min: 1, max: 100_00 });

/** In the order in which the court declares them. */
export const courtTerms = () => [
  period(PERIODS.evidence),
  period(PERIODS.commit),
  period(PERIODS.reveal),
  period(PERIODS.appeal),
  fee(SEAT_FEE),
  period(FAST_PERIODS.evidence),
  period(FAST_PERIODS.commit),
  period(FAST_PERIODS.reveal),
  period(FAST_PERIODS.appeal),
  fee(FAST_SEAT_FEE),
  share(50_00),
  period(PERIODS.plenary),
  share(30_00),
];

/** In the order in which the jury roll declares them. */
export const rollTerms = () => [
  { value: 100, min: 1, max: 1_000_000 },
  { value: CITIZEN_DAYS, min: 0, max: 3_650 },
  { value: REST, min: 0, max: 365 * DAY },
  { value: NO_SHOW_PENALTY, min: 0, max: 100_00 },
];

/** A court, its jury roll and an arbitrable; so many citizens, whose ids run from 1, of whom the first so many are enrolled. */
export async function foundCourt(citizenCount: number, enrolled: number) {
  const [government, treasury, stranger, ...others] = await ethers.getSigners();
  const citizens = others.slice(0, citizenCount);
  const authority = await ethers.deployContract("SoleAuthority", [government]);
  const citizenship = await ethers.deployContract("CourtCitizenshipStub");
  const randomness = await ethers.deployContract("RandomnessStub");
  const nonce = await government.getNonce();
  const predicted = (ahead: number) => ethers.getCreateAddress({ from: government.address, nonce: nonce + ahead });
  const coin = await ethers.deployContract("CivicCoin", [
    authority,
    {
      name: "Aurora",
      symbol: "AUR",
      treasury: treasury.address,
      maxSupply: MAX_SUPPLY,
      genesis: [...citizens, stranger].map(({ address }) => ({ holder: address, amount: coins(1_000) })),
      exempt: [predicted(1)],
    },
    [provisionTerms.taxRate, provisionTerms.yearlyMint],
  ]);
  const roll = await ethers.deployContract("JuryRoll", [
    authority,
    coin,
    citizenship,
    predicted(2),
    treasury,
    rollTerms(),
  ]);
  const court = await ethers.deployContract("Court", [
    authority,
    citizenship,
    roll,
    randomness,
    treasury,
    courtTerms(),
  ]);
  const arbitrable = await ethers.deployContract("PlainArbitrable", [court]);
  for (const citizen of citizens) {
    await citizenship.admit(citizen);
    await coin.connect(citizen).approve(roll, ethers.MaxUint256);
  }
  await coin.connect(stranger).approve(roll, ethers.MaxUint256);
  await time.increase(CITIZEN_DAYS * DAY);
  for (const citizen of citizens.slice(0, enrolled)) await roll.connect(citizen).enrol();

  return {
    authority,
    citizenship,
    randomness,
    coin,
    roll,
    court,
    arbitrable,
    government: government,
    treasury: treasury,
    stranger: stranger,
    citizens,
    /** The account of a citizen. */
    citizen: (citizenId: bigint | number) => citizens[Number(citizenId) - 1],
    /** Brings a case. */
    open: (terms: CaseTerms = {}) => openCase(court, randomness, arbitrable, citizens, terms),
  };
}

export type CourtWorld = Awaited<ReturnType<typeof foundCourt>>;

const worlds = new Map<string, () => Promise<CourtWorld>>();

/** A world with a court: `loadFixture(aCourtOf(12, 10))`. The same numbers are the same world. */
export function aCourtOf(citizens: number, enrolled: number): () => Promise<CourtWorld> {
  const key = `${citizens}/${enrolled}`;
  const known = worlds.get(key);
  if (known !== undefined) return known;
  // Hardhat remembers a world by its function, and wants that to have a name.
  const world = (): Promise<CourtWorld> => foundCourt(citizens, enrolled);
  worlds.set(key, world);
  return world;
}

/** A world with a court of twelve citizens, ten of whom are on the roll: `loadFixture(aCourt)`. */
export const aCourt = aCourtOf(12, 10);

export interface CaseTerms {
  readonly choices?: number;
  readonly lane?: 0 | 1;
  /** The parties' citizen ids. */
  readonly excused?: readonly number[];
  readonly value?: bigint;
}

/** What comes with a dispute: its lane, and the parties' citizen ids. */
export const extraData = (lane: number, excused: readonly number[] = []): string =>
  ethers.solidityPacked(["uint8", ...excused.map(() => "uint32")], [lane, ...excused]);

async function openCase(
  court: Court,
  randomness: RandomnessStub,
  arbitrable: PlainArbitrable,
  citizens: readonly HardhatEthersSigner[],
  { choices = 2, lane = 0, excused = [], value }: CaseTerms,
): Promise<Case> {
  const data = extraData(lane, excused);
  await arbitrable.open(choices, data, { value: value ?? (await court.arbitrationCost(data)) });
  return new Case(await court.caseCount(), court, randomness, citizens);
}

/** Drives one case, whose present round is the last. */
export class Case {
  constructor(
    readonly id: bigint,
    readonly court: Court,
    private readonly randomness: RandomnessStub,
    private readonly citizens: readonly HardhatEthersSigner[],
  ) {}

  docket() {
    return this.court.docket(this.id);
  }

  /** The present round. */
  async round() {
    const { rounds } = await this.docket();
    return rounds[rounds.length - 1];
  }

  /** Which one that is, from 0. */
  async index(): Promise<number> {
    return (await this.docket()).rounds.length - 1;
  }

  async phase(): Promise<bigint> {
    return this.court.phaseOf(this.id);
  }

  /** Waits for the present phase's end. */
  async wait(): Promise<this> {
    await time.increaseTo((await this.docket()).endsAt);
    return this;
  }

  /** Waits for the present phase's end, and moves the case on. */
  async pass(): Promise<this> {
    await this.wait();
    await this.court.advance(this.id);
    return this;
  }

  /** Makes the seed of the present draw known. */
  async seed(word?: string): Promise<this> {
    const { requestId } = await this.round();
    await mine();
    await this.randomness.setSeed(requestId, ethers.id(word ?? `seed ${requestId}`));
    return this;
  }

  draw(tries = ALL_TRIES) {
    return this.court.draw(this.id, tries);
  }

  /** From the evidence to a complete panel. */
  async seat(word?: string): Promise<this> {
    if ((await this.phase()) === Phase.Evidence) await this.pass();
    await this.seed(word);
    await this.draw();
    return this;
  }

  /** The panel's citizen ids. */
  async panel(): Promise<bigint[]> {
    return (await this.round()).panel.map(({ citizenId }) => citizenId);
  }

  /** The account that holds a seat. */
  async juror(seat: number): Promise<HardhatEthersSigner> {
    return this.citizens[Number((await this.panel())[seat]) - 1];
  }

  async commitment(seat: number, choice: number, salt = SALT): Promise<string> {
    const index = await this.index();
    return this.court.commitmentOf(this.id, index, (await this.panel())[seat], choice, salt);
  }

  async commit(seat: number, choice: number, salt = SALT) {
    const index = await this.index();
    const commitment = await this.commitment(seat, choice, salt);
    return this.court.connect(await this.juror(seat)).commit(this.id, index, seat, commitment);
  }

  async reveal(seat: number, choice: number, justification = "", salt = SALT) {
    const index = await this.index();
    return this.court.connect(await this.juror(seat)).reveal(this.id, index, seat, choice, salt, justification);
  }

  /** Each seat's vote from sealing to revealing; whoever's is undefined does nothing. */
  async vote(votes: readonly (number | undefined)[]): Promise<this> {
    for (const [seat, choice] of votes.entries()) if (choice !== undefined) await this.commit(seat, choice);
    await this.wait();
    for (const [seat, choice] of votes.entries()) if (choice !== undefined) await this.reveal(seat, choice);
    return this;
  }

  /** From the evidence to the appeal, or to a new draw if too few vote. */
  async judge(votes: readonly (number | undefined)[], word?: string): Promise<this> {
    await this.seat(word);
    await this.vote(votes);
    await this.wait();
    await this.court.advance(this.id);
    return this;
  }

  /** From the evidence to the last word, without an appeal. */
  async decide(votes: readonly (number | undefined)[]): Promise<this> {
    await this.judge(votes);
    return this.pass();
  }

  /** Contributes all that a side needs. */
  async fund(choice: number, by: HardhatEthersSigner, needed: bigint) {
    return this.court.connect(by).fundAppeal(this.id, choice, { value: needed });
  }
}

/** A case that a first panel has judged, whose appeal is open: three seats, all of which voted for choice 1. */
export async function aJudgedCase() {
  const world = await loadFixture(aCourt);
  const dispute = await world.open();
  await dispute.judge([1, 1, 1]);
  return { ...world, dispute };
}
