import { impersonateAccount, loadFixture, setBalance } from "@nomicfoundation/hardhat-network-helpers";
import { ethers } from "hardhat";
import { connect, type NationClient } from "../../sdk/src";
import { aNation, type FoundedNation } from "./nation";

/** A founded nation as its people's SDKs see it. */
export interface ConnectedNation extends FoundedNation {
  /** As the first citizen. */
  readonly client: NationClient;
  /** As each citizen. */
  readonly clients: readonly NationClient[];
  /** As somebody who holds nothing. */
  readonly outsider: NationClient;
  /** As the timelock: what the citizens could decide, without the wait. */
  readonly government: NationClient;
}

/** A world with a nation of three citizens, and the SDK connected for everyone: `loadFixture(aConnectedNation)`. */
export async function aConnectedNation(): Promise<ConnectedNation> {
  const world = await loadFixture(aNation);
  const { nation: address, timelock } = world.founding.addresses;
  await impersonateAccount(timelock);
  await setBalance(timelock, 10n ** 20n);
  const clients = await Promise.all(world.citizens.map((citizen) => connect(citizen, address)));
  return {
    ...world,
    client: clients[0],
    clients,
    outsider: await connect(world.stranger, address),
    government: await connect(await ethers.getSigner(timelock), address),
  };
}
