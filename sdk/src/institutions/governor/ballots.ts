import type { ContractRunner } from "ethers";
import { withNationErrors } from "../../core/failures";
import { sign, signerAddress } from "../../core/typed-data";
import { heads } from "../../core/units";
import type { ReceiptEvents } from "../../core/write";
import type { NationGovernor } from "../../generated/contracts";
import { citizenId as idUnit, type CitizenId } from "../citizenship/units";
import { civic } from "../coin/units";
import type { Ballot, CountedBallot } from "./types";
import { supportCode, supportOf } from "./vote";
import { governorSignedTypes } from "./signatures";

/** This governor's ballots take none. */
export const NO_PARAMS = "0x";

/** The ballots that a transaction counted. */
export const allCounted = ({ all }: ReceiptEvents<NationGovernor>): CountedBallot[] =>
  all("BallotCounted").map((counted) => ({
    citizenId: idUnit.from(counted.citizenId),
    support: supportOf(counted.support),
    heads: heads.from(counted.heads),
    stake: civic.from(counted.stake),
  }));

/** The one ballot that a transaction counted. */
export function theCounted(emitted: ReceiptEvents<NationGovernor>): CountedBallot {
  emitted.get("BallotCounted"); // Throws if there is none.
  return allCounted(emitted)[0];
}

/** Signs ballots for others to deliver. */
export const signatures = (contract: NationGovernor, runner: ContractRunner) => ({
  signBallot: ({ proposalId, support }: Ballot) =>
    withNationErrors(async () => {
      const voter = await signerAddress(runner, "signing a ballot");
      const message = { proposalId, support: supportCode(support), voter, nonce: await contract.nonces(voter) };
      return {
        proposalId,
        support,
        voter,
        signature: await sign({
          runner,
          contract,
          types: governorSignedTypes,
          type: "Ballot",
          message,
          takes: "either",
        }),
      };
    }),
  signBallotWithReason: ({ proposalId, support, reason }: Ballot & { reason: string }) =>
    withNationErrors(async () => {
      const voter = await signerAddress(runner, "signing a ballot");
      const nonce = await contract.nonces(voter);
      const message = { proposalId, support: supportCode(support), voter, nonce, reason, params: NO_PARAMS };
      const signature = await sign({
        runner,
        contract,
        types: governorSignedTypes,
        type: "ExtendedBallot",
        message,
        takes: "either",
      });
      return { proposalId, support, voter, reason, signature };
    }),
  signBatchBallot: ({ proposalId, support, citizenId }: Ballot & { citizenId: CitizenId }) =>
    withNationErrors(async () => {
      const message = { proposalId, support: supportCode(support) };
      return {
        proposalId,
        citizenId,
        support,
        signature: await sign({
          runner,
          contract,
          types: governorSignedTypes,
          type: "BatchBallot",
          message,
          takes: "key",
        }),
      };
    }),
});
