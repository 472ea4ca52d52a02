import { dueAct, type Due } from "../../core/due";
import { petitionsClient } from "./client";
import { latestPetitions } from "./lists";

/** Second votes that are over and not settled. */
export const petitionsDue: Due = async ({ connection }) => {
  const { items } = await latestPetitions(connection);
  const { settle } = petitionsClient(connection);
  return items
    .filter(({ phase }) => phase === "settleable")
    .map(({ proposalId }) =>
      dueAct(`settle petition ${proposalId}`, `Settles the second vote on proposal ${proposalId}.`, settle, {
        proposalId,
      }),
    );
};
