import { ethers } from "hardhat";
import type { Dividends } from "../../typechain-types";
import type { Act } from "../measure";
import { COIN, DAY, type World } from "../world";
import type { Area } from "./action";
import { Proposal } from "./governor";

const EPOCH = 7 * DAY;
const BATCH = 20;
const STAKE = 10n * COIN;

interface Epoch {
  readonly dividends: Dividends;
  readonly proposalId: bigint;
}

/** An epoch that is closed, in which so many citizens cast ballots: the fourth has had stake all along, and so has everyone of a batch. */
async function epoch(world: World, voters: readonly number[]): Promise<Epoch> {
  const { chain, constitution, citizenship, coin, stake, treasury, governor } = world;
  for (const citizenId of voters) {
    const { signer, address } = await world.citizen(citizenId);
    await world.fund(address);
    await chain.send(() => coin.connect(signer)["transferAndCall(address,uint256)"](stake, STAKE));
  }
  await chain.nextMoment();
  const dividends = await ethers.deployContract("Dividends", [
    constitution,
    coin,
    citizenship,
    stake,
    treasury,
    governor,
    [
      { value: 7, min: 7, max: 365 },
      { value: 2500, min: 0, max: 5000 },
      { value: 180, min: 30, max: 365 },
    ],
  ]);
  const { proposalId } = (await (await Proposal.draft(world, governor)).voted(...voters)).close();
  const { signer, address } = await world.citizen(2);
  await world.fund(address);
  await chain.send(() => coin.connect(signer).transfer(dividends, 5n * COIN));
  chain.wait(EPOCH);
  await chain.send(() => dividends.closeEpoch());
  await chain.nextMoment();
  return { dividends, proposalId };
}

const range = (length: number) => Array.from({ length }, (_, index) => index);

async function claim(world: World): Promise<Act> {
  const { dividends, proposalId } = await epoch(world, [4, 5]);
  // Somebody of the same 256 citizens was paid before.
  await world.chain.send(() => dividends.claim(1, [{ citizenId: 5, proposalId }]));
  return () => dividends.claim(1, [{ citizenId: 4, proposalId }]);
}

async function claimBatch(world: World): Promise<Act> {
  const voters = range(BATCH).map((index) => index + 10);
  const { dividends, proposalId } = await epoch(world, voters);
  return () =>
    dividends.claim(
      1,
      voters.map((citizenId) => ({ citizenId, proposalId })),
    );
}

export const area: Area = {
  title: "Dividends",
  actions: [
    {
      id: "dividendsClaim",
      title: "claim the dividend of an epoch",
      prepare: claim,
      // Who was paid, what is left of the epoch and in all; the balances of both.
      accesses: { open: 0, change: 5, read: 7, account: 5 },
      target: { gas: 90_000, newSlots: 0 },
      note:
        "Nobody registers for it: that the citizen took part, could vote and had so much at stake is read from what governor, " +
        "register and stake keep of the past.",
    },
    {
      id: "dividendsClaimBatch",
      title: `claim dividends, in a batch of ${BATCH}`,
      count: BATCH,
      prepare: claimBatch,
      accesses: { open: 0, change: 1, read: 4, account: 0 },
      target: { gas: 45_000, newSlots: 1 },
      note: "Each is paid by a transfer of its own, to an account whose balance changes.",
    },
  ],
};
