import { time } from "@nomicfoundation/hardhat-network-helpers";
import { Proposal } from "../../fixtures/governance";
import { foundNation } from "../../fixtures/nation";

export const DAY = 86_400n;
export const EPOCH = 90n * DAY;
export const WINDOW = 180n * DAY;
export const COIN = 10n ** 18n;

/** Eight citizens, of whom the first two stake 300 and 100 coin before the first epoch is closed. */
export async function aNation() {
  const world = await foundNation(8, {
    institutions: { dividends: true },
    coin: { genesis: { perCitizen: 1000, treasury: 1000 } },
  });
  const { citizens, coin, stake, dividends, nation } = world;
  const staking = async (index: number, amount: bigint) =>
    coin.connect(citizens[index])["transferAndCall(address,uint256)"](stake, amount * COIN);
  await staking(0, 300n);
  await staking(1, 100n);
  const closable = async () => (await dividends.runningEpoch()).closableAt;
  /** Gives coin to be divided: from the third citizen. */
  const give = (amount: bigint) => coin.connect(citizens[2]).transfer(dividends, amount);
  const motto = (text: string) => ({
    target: nation.target as string,
    data: nation.interface.encodeFunctionData("setMotto", [text]),
  });
  /** A vote of these citizens, from the proposal to its end. */
  const vote = async (voters: readonly number[], text = "Ours") => {
    const proposal = new Proposal(world.governor, citizens[0], [motto(text)], text);
    return proposal.pass(voters.map((index) => citizens[index]));
  };
  /** Waits until the epoch can be closed, and closes it. */
  const close = async () => {
    const at = await closable();
    if (at > BigInt(await time.latest())) await time.increaseTo(at);
    return dividends.closeEpoch();
  };
  return { ...world, staking, give, motto, vote, close, closable };
}

/** The first epoch is closed; in the second one the citizens 1 to 3 voted, and 800 coin came in. */
export async function aVote() {
  const world = await aNation();
  await world.close();
  const proposal = await world.vote([0, 1, 2]);
  await world.give(800n * COIN);
  return { ...world, proposal };
}

/** The second epoch is closed, too: 200 of the 800 coin go by stake. */
export async function anEpoch() {
  const world = await aVote();
  await world.close();
  const { claimableUntil } = await world.dividends.epochOf(2);
  const took = (citizenId: number, proposalId = world.proposal.id) => ({ citizenId, proposalId });
  return { ...world, claimableUntil, took };
}
