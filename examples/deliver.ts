import { civic, moment, type NationClient } from "@civitas/sdk";
import type { BatchBallot, Proposal } from "@civitas/sdk/governor";

export async function deliver(
  citizen: NationClient,
  relayer: NationClient,
  proposal: Proposal,
): Promise<void> {
  const deadline = moment.of(new Date(Date.now() + 3_600_000));
  const permit = await citizen.coin.signPermit({
    spender: relayer.stake.address,
    amount: civic.parse("5"),
    deadline,
  });
  await relayer.coin.permit.wait(permit);

  const citizenId = await citizen.citizenship.citizenOf({ account: citizen.account ?? "" });
  if (citizenId === undefined) return;
  const ballots: BatchBallot[] = [
    await citizen.governor.signBatchBallot({ proposalId: proposal.id, support: "for", citizenId }),
  ];
  const { counted, skipped } = await relayer.governor.votesBySignature.wait({
    proposalId: proposal.id,
    ballots,
  });
  console.log(counted.length, skipped);
}
