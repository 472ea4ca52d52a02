import type { HardhatEthersSigner } from "@nomicfoundation/hardhat-ethers/signers";
import { getCreateAddress, id, toBeHex, Wallet, ZeroAddress } from "ethers";
import hre from "hardhat";
import type {
  CivicCoin,
  Citizenship,
  Constitution,
  NationGovernor,
  BaselineCitizen,
  BaselineCoin,
  BaselineGovernor,
  BaselineStake,
  BaselineTreasury,
  Register,
  Stake,
  TaxedCoin,
  TimelockController,
  Treasury,
} from "../typechain-types";
import { Chain } from "./measure";

const { ethers } = hre;

export const COIN = 10n ** 18n;
export const DAY = 86_400;
export const TIMELOCK_DELAY = 2 * DAY;

/** The constitution's roles. */
const GOVERNMENT = 0n;
const REGISTRAR = 1n;
const BATCH = 50;

/** Terms of a provision that starts at a value and may become anything up to a bound. */
const upTo = (max: number | bigint, value: number | bigint) => ({ value, min: 0, max });

const quorum = upTo(100_00, 0);
const majority = { value: 50_00, min: 50_00, max: 99_99 };

/** Somebody with a key, who sends and signs. */
export interface Person {
  readonly wallet: Wallet;
  readonly signer: HardhatEthersSigner;
  readonly address: string;
}

/** OpenZeppelin's contracts, with the same people in them. */
export interface Baseline {
  readonly coin: BaselineCoin;
  readonly taxed: TaxedCoin;
  readonly citizens: BaselineCitizen;
  readonly stake: BaselineStake;
  readonly governor: BaselineGovernor;
  readonly timelock: TimelockController;
  readonly treasury: BaselineTreasury;
}

/** A nation, and beside it the same on OpenZeppelin's contracts alone, on the embedded chain. */
export class World {
  private readonly people = new Map<string, Person>();
  private stakers = 0;

  private constructor(
    readonly chain: Chain,
    readonly founder: HardhatEthersSigner,
    readonly government: HardhatEthersSigner,
    readonly constitution: Constitution,
    readonly citizenship: Citizenship,
    readonly treasury: Treasury,
    readonly coin: CivicCoin,
    readonly stake: Stake,
    readonly timelock: TimelockController,
    readonly governor: NationGovernor,
    readonly register: Register,
    readonly baseline: Baseline,
  ) {}

  /** Deploys both, and makes the first citizen registrar. Nothing that is measured reads the nation's profile or the passports. */
  static async found(): Promise<World> {
    const chain = new Chain(hre.network.provider);
    const [founder] = await ethers.getSigners();

    const register = await ethers.deployContract("Register");
    const nonce = await founder.getNonce();
    const [constitutionAt, citizenshipAt, treasuryAt, coinAt, stakeAt, timelockAt, governorAt] = Array.from(
      { length: 7 },
      (_, index) => getCreateAddress({ from: founder.address, nonce: nonce + index }),
    );
    const maxSupply = 10n ** 9n * COIN;
    const constitution = await ethers.deployContract("Constitution", [founder, citizenshipAt]);
    const citizenship = await ethers.deployContract("Citizenship", [
      constitutionAt,
      register,
      treasuryAt,
      "Citizenship",
      "CITIZEN",
      [upTo(36_500, 3_650), upTo(1_000_000, 0), upTo(10_000_000, 1_000_000)],
    ]);
    const treasury = await ethers.deployContract("Treasury", [constitutionAt, citizenshipAt, [upTo(100_00, 20_00)]]);
    const coin = await ethers.deployContract("CivicCoin", [
      constitutionAt,
      {
        name: "Civic coin",
        symbol: "CIVIC",
        treasury: treasuryAt,
        maxSupply,
        genesis: [
          { holder: founder, amount: maxSupply / 2n },
          { holder: treasuryAt, amount: maxSupply / 10n },
        ],
        exempt: [stakeAt, founder],
      },
      [upTo(20_00, 1_00), upTo(10_00, 2_00)],
    ]);
    const stake = await ethers.deployContract("Stake", [
      constitutionAt,
      coinAt,
      citizenshipAt,
      treasuryAt,
      [upTo(365 * DAY, 14 * DAY)],
    ]);
    const timelock = await ethers.deployContract("TimelockController", [
      TIMELOCK_DELAY,
      [governorAt],
      [governorAt],
      ZeroAddress,
    ]);
    const governor = await ethers.deployContract("NationGovernor", [
      { authority: constitutionAt, citizenship, stake, timelock, maxSupply },
      [
        upTo(30 * DAY, DAY),
        upTo(30 * DAY, 5 * DAY),
        upTo(20 * DAY, 2 * DAY),
        upTo(100, 1),
        // Quorums that few ballots reach at every size of the nation, so that what follows a vote is measured, too.
        ...[quorum, majority, quorum, majority, quorum, majority, quorum, majority],
      ],
    ]);
    for (const [contract, expected] of [
      [constitution, constitutionAt],
      [citizenship, citizenshipAt],
      [treasury, treasuryAt],
      [coin, coinAt],
      [stake, stakeAt],
      [timelock, timelockAt],
      [governor, governorAt],
    ] as const) {
      if ((contract.target as string) !== expected) throw new Error("The bench's nation lies at other addresses.");
    }

    const citizens = await ethers.deployContract("BaselineCitizen", [founder]);
    const baselineTimelock = await ethers.deployContract("TimelockController", [TIMELOCK_DELAY, [], [], founder]);
    const baselineGovernor = await ethers.deployContract("BaselineGovernor", [citizens, baselineTimelock]);
    await baselineTimelock.grantRole(await baselineTimelock.PROPOSER_ROLE(), baselineGovernor);
    await baselineTimelock.grantRole(await baselineTimelock.EXECUTOR_ROLE(), baselineGovernor);
    const baselineCoin = await ethers.deployContract("BaselineCoin");
    const baseline: Baseline = {
      coin: baselineCoin,
      taxed: await ethers.deployContract("TaxedCoin", [treasury]),
      citizens,
      stake: await ethers.deployContract("BaselineStake", [baselineCoin]),
      governor: baselineGovernor,
      timelock: baselineTimelock,
      treasury: await ethers.deployContract("BaselineTreasury", [constitution]),
    };
    await baseline.coin.transfer(baseline.treasury, 10n ** 7n * COIN);
    await baseline.taxed.transfer(baseline.treasury, COIN);

    const world = new World(
      chain,
      founder,
      await signerOf(timelockAt),
      constitution,
      citizenship,
      treasury,
      coin,
      stake,
      timelock,
      governor,
      register,
      baseline,
    );
    await chain.send(() => constitution.grantRole(GOVERNMENT, timelock, 0));
    await chain.send(() => constitution.grantRole(REGISTRAR, timelock, 0));
    await world.admit([await world.citizen(1)], founder);
    const registrarsActs = ["invite", "admit", "admitBatch", "admitSigned", "renew"] as const;
    const selectors = registrarsActs.map((act) => citizenship.interface.getFunction(act).selector);
    await chain.send(() => constitution.setTargetFunctionRole(citizenship, selectors, REGISTRAR));
    await chain.send(() => constitution.appoint(REGISTRAR, 1, chain.time + 1_400 * DAY));
    await endow(treasuryAt);
    return world;
  }

  /** Somebody by name: the same key in every run. */
  async person(name: string): Promise<Person> {
    const known = this.people.get(name);
    if (known !== undefined) {
      // What it had to pay with may have gone with the copy of the world in which it was first met.
      await endow(known.address);
      return known;
    }
    const wallet = new Wallet(id(name));
    const person = { wallet, signer: await signerOf(wallet.address), address: wallet.address };
    this.people.set(name, person);
    return person;
  }

  /** The person who has that id as a citizen. */
  citizen(citizenId: number): Promise<Person> {
    return this.person(`citizen ${citizenId}`);
  }

  registrar(): Promise<Person> {
    return this.citizen(1);
  }

  /** Somebody's signed request for citizenship. */
  async requestOf({ address, wallet }: Person) {
    const deadline = this.chain.time + 365 * DAY;
    const dossier = id("dossier");
    const nonce = await this.citizenship.admissionNonce(address);
    const types = {
      AdmissionRequest: [
        { name: "applicant", type: "address" },
        { name: "dossier", type: "bytes32" },
        { name: "nonce", type: "uint256" },
        { name: "deadline", type: "uint256" },
      ],
    };
    const signature = await wallet.signTypedData(await this.domainOf(this.citizenship), types, {
      applicant: address,
      dossier,
      nonce,
      deadline,
    });
    return { applicant: address, dossier, deadline, signature };
  }

  /** The EIP-712 domain of a contract. */
  async domainOf(contract: Pick<Citizenship, "eip712Domain">) {
    const { name, version, chainId, verifyingContract } = await contract.eip712Domain();
    return { name, version, chainId, verifyingContract };
  }

  /** Admits people by their signed requests, into both registers. */
  async admit(people: readonly Person[], by?: HardhatEthersSigner): Promise<void> {
    const registrar = by ?? (await this.registrar()).signer;
    for (let start = 0; start < people.length; start += BATCH) {
      const batch = people.slice(start, start + BATCH);
      const requests = await Promise.all(batch.map((person) => this.requestOf(person)));
      await this.chain.send(() => this.citizenship.connect(registrar).admitSigned(requests));
      await this.chain.send(() => this.baseline.citizens.admitBatch(batch.map(({ address }) => address)));
    }
  }

  /** Admits citizens until there are that many. */
  async growTo(count: number): Promise<void> {
    const people: Person[] = [];
    for (let next = Number(await this.citizenship.lastCitizenId()) + 1; next <= count; next++) {
      people.push(await this.citizen(next));
    }
    await this.admit(people);
  }

  /** Lets the first citizens hold coin and stake some of it, in both worlds. */
  async stakeUpTo(count: number): Promise<void> {
    const { chain, coin, stake, baseline } = this;
    while (this.stakers < count) {
      const { signer, address } = await this.citizen(++this.stakers);
      await this.fund(address);
      await chain.send(() => coin.connect(signer).approve(stake, ethers.MaxUint256));
      await chain.send(() => stake.connect(signer).stake(100n * COIN));
      await chain.send(() => baseline.coin.connect(signer).approve(baseline.stake, ethers.MaxUint256));
      await chain.send(() => baseline.stake.connect(signer).delegate(address));
      await chain.send(() => baseline.stake.connect(signer).depositFor(address, 100n * COIN));
    }
  }

  /** Gives an account coin of each kind. */
  async fund(account: string): Promise<void> {
    const { chain, coin, baseline } = this;
    await chain.send(() => coin.transfer(account, 10_000n * COIN));
    await chain.send(() => baseline.coin.transfer(account, 10_000n * COIN));
    await chain.send(() => baseline.taxed.transfer(account, 10_000n * COIN));
  }
}

/** Gives an account enough native coin for all that it sends. */
async function endow(address: string): Promise<void> {
  await hre.network.provider.send("hardhat_setBalance", [address, toBeHex(1_000n * COIN)]);
}

/** Lets an address send without its key, with enough to pay for it. */
async function signerOf(address: string): Promise<HardhatEthersSigner> {
  await endow(address);
  return ethers.getImpersonatedSigner(address);
}
