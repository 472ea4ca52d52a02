import {
  Agreements__factory,
  BlockRandomness__factory,
  Citizenship__factory,
  CivicCoin__factory,
  Constitution__factory,
  NationDeployer__factory,
  Court__factory,
  DrandRandomness__factory,
  JuryRoll__factory,
  Nation__factory,
  NationGovernor__factory,
  Passport__factory,
  Stake__factory,
  TimelockController__factory,
  Treasury__factory,
  Tribunal__factory,
} from "../generated/contracts";

/** The interfaces of the institutions and of the deployer. */
export const interfaces = {
  deployer: NationDeployer__factory.createInterface(),
  constitution: Constitution__factory.createInterface(),
  nation: Nation__factory.createInterface(),
  passport: Passport__factory.createInterface(),
  citizenship: Citizenship__factory.createInterface(),
  treasury: Treasury__factory.createInterface(),
  coin: CivicCoin__factory.createInterface(),
  stake: Stake__factory.createInterface(),
  timelock: TimelockController__factory.createInterface(),
  governor: NationGovernor__factory.createInterface(),
  // The beacon's, which has all that the block's has.
  randomness: DrandRandomness__factory.createInterface(),
  juryRoll: JuryRoll__factory.createInterface(),
  court: Court__factory.createInterface(),
  agreements: Agreements__factory.createInterface(),
  tribunal: Tribunal__factory.createInterface(),
} as const;

/** The interface of the source of chance that is a block's hash alone. */
export const blockRandomness = BlockRandomness__factory.createInterface();
