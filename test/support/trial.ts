import type { HardhatEthersSigner } from "@nomicfoundation/hardhat-ethers/signers";
import { impersonateAccount, mineUpTo, setBalance, time } from "@nomicfoundation/hardhat-network-helpers";
import { ethers } from "hardhat";
import { ENDLESS, Role, signedAcceptance } from "./citizenship";
import { CITIZEN_DAYS, extraData, SALT } from "./court";
import { coins, DAY } from "./money";
import { foundNation, type CharterOverrides, type FoundedNation } from "./nation";

export const BOND = coins(100);

/** A founded nation whose government a test acts for, and the first so many of whose citizens are on the jury roll. */
export async function foundJury(citizenCount: number, jurors: number, overrides: CharterOverrides = {}) {
  const { justice, ...others } = overrides;
  const world = await foundNation(citizenCount, {
    justice: { juryRoll: { bond: 100, citizenDays: `${CITIZEN_DAYS} day`, rest: "30 days" }, ...justice },
    ...others,
  });
  const { timelock, court } = world.founding.addresses;
  await impersonateAccount(timelock);
  await setBalance(timelock, ethers.parseEther("100"));
  await time.increase(CITIZEN_DAYS * DAY);
  for (const citizen of world.citizens.slice(0, jurors)) {
    await world.coin.connect(citizen)["transferAndCall(address,uint256)"](world.juryRoll, BOND);
  }
  return {
    ...world,
    government: await ethers.getSigner(timelock),
    arbitrable: await ethers.deployContract("PlainArbitrable", [court]),
  };
}

export type Jury = Awaited<ReturnType<typeof foundJury>>;

/** Takes a citizenship to a new account of the same person, as guardians will. */
export async function recover(
  { constitution, citizenship, government }: Jury,
  citizenId: number,
  newHolder: HardhatEthersSigner,
): Promise<void> {
  await constitution.connect(government).grantRole(Role.Recovery, government, 0);
  const signature = await signedAcceptance(citizenship, {
    citizenId,
    newHolder: newHolder.address,
    signer: newHolder,
  });
  await citizenship.connect(government).move(citizenId, newHolder, ENDLESS, signature);
}

/** Brings a case that excuses these citizens. */
export async function openTrial(world: Jury, excused: readonly number[] = []): Promise<Trial> {
  const data = extraData(0, excused);
  await world.arbitrable.open(2, data, { value: await world.court.arbitrationCost(data) });
  return lastTrial(world);
}

/** The case that was brought last. */
export async function lastTrial(world: Jury): Promise<Trial> {
  return new Trial(world, await world.court.caseCount());
}

/** Drives one case of a founded nation, in its present round. Jurors act from the accounts that they hold then. */
export class Trial {
  constructor(
    readonly world: Pick<FoundedNation, "court" | "citizenship" | "randomness">,
    readonly id: bigint,
  ) {}

  async round() {
    const { rounds } = await this.world.court.docket(this.id);
    return rounds[rounds.length - 1];
  }

  /** Waits for the phase's end. */
  async wait(): Promise<this> {
    await time.increaseTo((await this.world.court.docket(this.id)).endsAt);
    return this;
  }

  /** Waits for the phase's end, and moves the case on. */
  async pass(): Promise<this> {
    await this.wait();
    await this.world.court.advance(this.id);
    return this;
  }

  /** Pins the block's hash. */
  async pin(): Promise<this> {
    const { randomness } = this.world;
    const { requestId } = await this.round();
    await mineUpTo((await randomness.requestOf(requestId)).blockNumber);
    await randomness.pin(requestId);
    return this;
  }

  async draw(): Promise<this> {
    await this.world.court.draw(this.id, 10_000);
    return this;
  }

  /** From the evidence to a complete panel. */
  async seat(): Promise<this> {
    await this.pass();
    await this.pin();
    return this.draw();
  }

  /** The panel's citizen ids, in the order of their seats. */
  async panel(): Promise<number[]> {
    return (await this.round()).panel.map(({ citizenId }) => Number(citizenId));
  }

  /** What hands in a citizen's vote, from the account that holds the citizenship or from another one. */
  async commit(citizenId: number, choice: number, by?: HardhatEthersSigner) {
    const { court } = this.world;
    const [round, seat, signer] = await this.placeOf(citizenId, by);
    const commitment = await court.commitmentOf(this.id, round, citizenId, choice, SALT);
    return court.connect(signer).commit(this.id, round, seat, commitment);
  }

  /** What reveals it. */
  async reveal(citizenId: number, choice: number, by?: HardhatEthersSigner) {
    const [round, seat, signer] = await this.placeOf(citizenId, by);
    return this.world.court.connect(signer).reveal(this.id, round, seat, choice, SALT, "");
  }

  /** Each citizen's vote, from sealing to the closing. */
  async vote(votes: Readonly<Record<number, number>>): Promise<this> {
    for (const [citizenId, choice] of Object.entries(votes)) await this.commit(Number(citizenId), choice);
    await this.wait();
    for (const [citizenId, choice] of Object.entries(votes)) await this.reveal(Number(citizenId), choice);
    if (Object.keys(votes).length < (await this.panel()).length) await this.wait();
    await this.world.court.advance(this.id);
    return this;
  }

  /** From the evidence to the last word, by a panel of one mind. */
  async decide(choice: number): Promise<this> {
    await this.seat();
    const panel = await this.panel();
    await this.vote(Object.fromEntries(panel.map((citizenId) => [citizenId, choice])));
    return this.pass();
  }

  private async placeOf(citizenId: number, by?: HardhatEthersSigner) {
    const { rounds } = await this.world.court.docket(this.id);
    const seat = (await this.panel()).indexOf(citizenId);
    const holder = by ?? (await ethers.getSigner(await this.world.citizenship.holderOf(citizenId)));
    return [rounds.length - 1, seat, holder] as const;
  }
}
