import type { HardhatEthersSigner } from "@nomicfoundation/hardhat-ethers/signers";
import { id, toBeHex, Wallet } from "ethers";
import hre from "hardhat";
import { roles } from "../sdk/src/core/roles";
import { nation } from "../test/fixtures/institutions";
import type {
  CivicCoin,
  Citizenship,
  Constitution,
  NationGovernor,
  NationTimelock,
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

/** The coin's exemption of what is sent and received. */
const EXEMPT = 3n;
const BATCH = 50;

/** Terms of a provision that starts at a value and may become anything up to a bound. */
const upTo = (max: number, value: number) => ({ value, min: 0, max });

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
    readonly timelock: NationTimelock,
    readonly governor: NationGovernor,
    readonly register: Register,
    readonly baseline: Baseline,
  ) {}

  /** Deploys both, and makes the first citizen registrar. Nothing that is measured reads the nation's profile or the passports. */
  static async found(): Promise<World> {
    const chain = new Chain(hre.network.provider);
    const [founder] = await ethers.getSigners();

    const register = await ethers.deployContract("Register");
    const { constitution, citizenship, treasury, coin, stake, timelock, governor } = await nation({
      only: ["constitution", "citizenship", "treasury", "coin", "stake", "timelock", "governor"],
      accounts: { nation: await register.getAddress(), passport: await register.getAddress() },
      holders: [founder],
      charter: {
        citizenship: { name: "Citizenship", symbol: "CITIZEN" },
        coin: {
          name: "Civic coin",
          symbol: "CIVIC",
          maxSupply: 1_000_000_000,
          genesis: { perCitizen: 500_000_000, treasury: 100_000_000 },
        },
        government: { timelock: `${TIMELOCK_DELAY / DAY} days` },
      },
      provisions: {
        citizenship: {
          term: upTo(36_500, 3_650),
          fee: upTo(1_000_000, 0),
          monthlyAdmissions: upTo(25_00, 10_00),
        },
        treasury: { outflow: upTo(25_00, 20_00) },
        coin: { taxRate: upTo(20_00, 1_00), yearlyMint: upTo(10_00, 2_00) },
        stake: { cooldown: upTo(365 * DAY, 14 * DAY) },
        governor: {
          votingDelay: { value: DAY, max: 5 * DAY },
          votingPeriod: { value: 5 * DAY, max: 30 * DAY },
          lateExtension: { value: 2 * DAY, max: 3 * DAY },
          proposalThreshold: { value: 1, max: 100 },
          // The least quorum that there is.
          citizenQuorum: { value: 5_00, min: 5_00, max: 50_00 },
        },
      },
    });

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
      await signerOf(await timelock.getAddress()),
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
    await chain.send(() => coin.setExemption(founder, EXEMPT));
    await world.admit([await world.citizen(1)], world.government);
    await chain.send(() => constitution.appoint(roles.registrar, 1, chain.time + 1_400 * DAY));
    await endow(await treasury.getAddress());
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
