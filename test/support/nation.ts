import type { HardhatEthersSigner } from "@nomicfoundation/hardhat-ethers/signers";
import { ethers } from "hardhat";
import type { AskConsent } from "../../sdk/src/founding/consents";
import type { CharterInput } from "../../sdk/src/founding/charter";
import { found, type Founding, type FoundingOptions } from "../../sdk/src/founding/found";
import type {
  Agreements,
  BlockRandomness,
  Citizenship,
  CivicCoin,
  Constitution,
  Court,
  JuryRoll,
  Nation,
  NationGovernor,
  Passport,
  Stake,
  TimelockController,
  Treasury,
  Tribunal,
} from "../../typechain-types";
import { compiledCode } from "./code";
import { Proposal, type Call } from "./governance";

/** A nation founded on Hardhat's chain, and the people in it. */
export interface FoundedNation {
  readonly founding: Founding;
  readonly founder: HardhatEthersSigner;
  /** The founding citizens, whose ids run from 1. */
  readonly citizens: readonly HardhatEthersSigner[];
  /** Somebody with an account and nothing else. */
  readonly stranger: HardhatEthersSigner;
  readonly constitution: Constitution;
  readonly nation: Nation;
  readonly passport: Passport;
  readonly citizenship: Citizenship;
  readonly treasury: Treasury;
  readonly coin: CivicCoin;
  readonly stake: Stake;
  readonly timelock: TimelockController;
  readonly governor: NationGovernor;
  /** Chance on a local chain is a block's hash. */
  readonly randomness: BlockRandomness;
  readonly juryRoll: JuryRoll;
  readonly court: Court;
  readonly agreements: Agreements;
  readonly tribunal: Tribunal;
  /** A proposal by the first citizen. */
  propose(calls: readonly Call[], text?: string): Proposal;
}

/** How a nation in a test differs from {@link charterOf}. */
export type CharterOverrides = Partial<Omit<CharterInput, "citizens">>;

/** A charter for tests: the citizens alone decide, so that a proposal needs no stake to pass. */
export function charterOf(accounts: readonly string[], overrides: CharterOverrides = {}): CharterInput {
  return {
    nation: { name: "Testland", motto: "Tested and true" },
    articles: [
      { title: "Voice", text: "Every citizen has one voice." },
      { title: "Tax", text: "Of every payment {coin.taxRate} goes to the treasury." },
    ],
    citizens: accounts.map((address, index) => ({ name: `Citizen ${index + 1}`, address })),
    government: {
      ordinary: { stake: { quorum: 0, majority: 0 } },
      constitutional: { stake: { quorum: 0, majority: 0 } },
    },
    ...overrides,
  };
}

/** Consents of citizens whose accounts are Hardhat's own. */
export const consentsOf =
  (signers: readonly HardhatEthersSigner[]): AskConsent =>
  ({ domain, types, message }, { address }) =>
    signers.find((signer) => signer.address === address)?.signTypedData(domain, types, message);

/** Founds a nation of `count` citizens, who all consent. */
export async function foundNation(
  count: number,
  overrides: CharterOverrides = {},
  options: FoundingOptions = {},
): Promise<FoundedNation> {
  const [founder, ...others] = await ethers.getSigners();
  const citizens = others.slice(0, count);
  const stranger = others[others.length - 1];
  const charter = charterOf(
    citizens.map(({ address }) => address),
    overrides,
  );
  const founding = await found(charter, founder, { code: compiledCode, consents: consentsOf(citizens), ...options });
  const { addresses } = founding;
  const governor = await ethers.getContractAt("NationGovernor", addresses.governor);
  return {
    founding,
    founder,
    citizens,
    stranger,
    constitution: await ethers.getContractAt("Constitution", addresses.constitution),
    nation: await ethers.getContractAt("Nation", addresses.nation),
    passport: await ethers.getContractAt("Passport", addresses.passport),
    citizenship: await ethers.getContractAt("Citizenship", addresses.citizenship),
    treasury: await ethers.getContractAt("Treasury", addresses.treasury),
    coin: await ethers.getContractAt("CivicCoin", addresses.coin),
    stake: await ethers.getContractAt("Stake", addresses.stake),
    timelock: await ethers.getContractAt("TimelockController", addresses.timelock),
    governor,
    randomness: await ethers.getContractAt("BlockRandomness", addresses.randomness),
    juryRoll: await ethers.getContractAt("JuryRoll", addresses.juryRoll),
    court: await ethers.getContractAt("Court", addresses.court),
    agreements: await ethers.getContractAt("Agreements", addresses.agreements),
    tribunal: await ethers.getContractAt("Tribunal", addresses.tribunal),
    propose: (calls, text) => new Proposal(governor, citizens[0], calls, text),
  };
}

const worlds = new Map<number, () => Promise<FoundedNation>>();

/** A world with a nation of so many citizens: `loadFixture(aNationOf(12))`. The same number is the same world. */
export function aNationOf(count: number): () => Promise<FoundedNation> {
  const known = worlds.get(count);
  if (known !== undefined) return known;
  // Hardhat remembers a world by its function, and wants that to have a name.
  const world = (): Promise<FoundedNation> => foundNation(count);
  worlds.set(count, world);
  return world;
}

/** A world with a nation of three citizens: `loadFixture(aNation)`. */
export const aNation = aNationOf(3);
