import { dueAct, inBatches, type Due } from "../../core/due";
import { multicall, readEncoder } from "../../core/reader";
import { moment } from "../../core/units";
import { providerOf } from "../../core/write";
import { governorClient } from "./client";
import { toProposalState } from "./codes";
import type { ProposalId } from "./units";

const ended = ["canceled", "defeated", "expired", "executed"];

/** The proposals that passed, and those that have waited. */
export const governorDue: Due = async (query) => {
  const { connection, finished, atMost, from, to, blocksPerRequest } = query;
  const governor = governorClient(connection);
  const range = { from, to, blocksPerRequest };
  const encodeRead = readEncoder(governor.contract, governor.address);
  const created = await governor.events.ProposalClassified.query(range);
  const ids = created.map(({ proposalId }) => proposalId).slice(-atMost);

  const read = async (some: readonly ProposalId[]) => {
    const { values, at } = await multicall(providerOf(connection.runner), [
      ...some.map((id) => encodeRead(governor.contract.state, [id], (state) => toProposalState(state))),
      ...some.map((id) => encodeRead(governor.contract.proposalEta, [id], moment.from)),
    ]);
    return some.map((proposalId, index) => ({
      proposalId,
      state: values[index] as ReturnType<typeof toProposalState>,
      eta: values[some.length + index] as bigint,
      at,
    }));
  };
  const acts = [];
  const open = ids.filter((id) => !finished.has(String(id)));
  for (const { proposalId, state, eta, at } of await inBatches(open, read)) {
    if (ended.includes(state)) finished.add(String(proposalId));
    const isQueueable = state === "succeeded";
    if (!isQueueable && (state !== "queued" || at < eta)) continue;
    const terms = await governor.proposal({ proposalId, ...(from !== undefined && { from }) });
    acts.push(
      isQueueable
        ? dueAct(`queue ${proposalId}`, `Queues proposal ${proposalId}, which passed.`, governor.queue, terms)
        : dueAct(
            `execute ${proposalId}`,
            `Executes proposal ${proposalId}, which has waited.`,
            governor.execute,
            terms,
          ),
    );
  }
  return acts;
};
