import { interfaceOf as spoken } from "../../core/declaration";
import type { Evidence } from "../../core/evidence";
import type { Explained } from "../../core/inspection";
import { spine } from "../../institutions/spine";
import type { Addresses } from "../institutions";

/** Tells which logs are the work of the government: a proposal was executed, and its calls were made. */
export async function lawfulIn(evidence: Evidence, addresses: Addresses): Promise<Explained> {
  const signs = [
    { account: addresses[spine.assembly.name], topic: spoken(spine.assembly).getEvent("ProposalExecuted").topicHash },
    { account: addresses[spine.executive.name], topic: spoken(spine.executive).getEvent("CallExecuted").topicHash },
  ];
  const logs = await evidence.logsOf(signs.map(({ account }) => account));
  const [decided, done] = signs.map(
    ({ account, topic }) =>
      new Set(
        logs
          .filter(({ address, topics }) => address === account && topics[0] === topic)
          .map((log) => log.transactionHash),
      ),
  );
  return ({ transactionHash }) => decided.has(transactionHash) && done.has(transactionHash);
}
