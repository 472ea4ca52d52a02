import { dueAct, dueOf, inBatches, someOf, type Due, type DueAct } from "../../core/due";
import { multicall, readEncoder } from "../../core/reader";
import { moment } from "../../core/units";
import { providerOf } from "../../core/write";
import { governorClient } from "./client";
import { toProposalState } from "./codes";
import type { ProposalId } from "./units";

const ended = ["canceled", "defeated", "expired", "executed"];

/** The proposals that passed, and those that have waited. */
export const governorDue: Due = async (query) => {
  const { connection, finished, atMost, turn, from, to, blocksPerRequest } = query;
  const governor = governorClient(connection);
  const range = { from, to, blocksPerRequest };
  const encodeRead = readEncoder(governor.contract, governor.address);
  const created = await governor.events.ProposalClassified.query(range);
  const ids = created.map(({ proposalId }) => proposalId);

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
  const ofOne = async (proposalId: ProposalId, isQueueable: boolean): Promise<DueAct[]> => {
    const terms = await governor.proposal({ proposalId, ...(from !== undefined && { from }) });
    return [
      isQueueable
        ? dueAct(`queue ${proposalId}`, `Queues proposal ${proposalId}, which passed.`, governor.queue, terms)
        : dueAct(
            `execute ${proposalId}`,
            `Executes proposal ${proposalId}, which has waited.`,
            governor.execute,
            terms,
          ),
    ];
  };
  const acts: DueAct[] = [];
  const unfinished = ids.filter((id) => !finished.has(String(id)));
  const open = someOf(unfinished, atMost, turn);
  for (const { proposalId, state, eta, at } of await inBatches(open, read)) {
    if (ended.includes(state)) finished.add(String(proposalId));
    const isQueueable = state === "succeeded";
    if (!isQueueable && (state !== "queued" || at < eta)) continue;
    acts.push(...(await dueOf(`proposal ${proposalId}`, () => ofOne(proposalId, isQueueable))));
  }
  return acts;
};
