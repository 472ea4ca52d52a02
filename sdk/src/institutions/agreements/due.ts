import { dueAct, dueOf, readUnfinished, type Due, type DueAct } from "../../core/due";
import { multicall, readEncoder } from "../../core/reader";
import { providerOf } from "../../core/write";
import { agreementsClient } from "./client";
import { phaseOf } from "./phases";
import { agreementId as agreementUnit, type AgreementId } from "./units";

const verbs = { lapse: "Lets agreement", complete: "Completes agreement", divide: "Divides agreement" } as const;
const endings = { lapse: " lapse.", complete: ".", divide: " as the court ruled." } as const;

/** The agreements that time or a ruling has decided. */
export const agreementsDue: Due = async (query) => {
  const { connection, finished, from, to, blocksPerRequest } = query;
  const agreements = agreementsClient(connection);
  const encodeRead = readEncoder(agreements.contract, agreements.address);
  const last = await agreements.contract.agreementCount();
  const read = async (ids: readonly AgreementId[]) => {
    const { values } = await multicall(
      providerOf(connection.runner),
      ids.map((id) => encodeRead(agreements.contract.agreement, [id], (record) => record)),
    );
    return ids.map((agreementId, index) => {
      const { phase, parties } = values[index];
      return { agreementId, phase: phaseOf(phase), isSigned: parties.some(({ hasSigned }) => hasSigned) };
    });
  };
  const ofOne = async (agreementId: AgreementId): Promise<DueAct[]> => {
    const of = { agreementId, from, to, blocksPerRequest };
    const { due } = await agreements.agreement(of);
    if (due === undefined) return [];
    return [dueAct(`${due} ${agreementId}`, `${verbs[due]} ${agreementId}${endings[due]}`, agreements[due], of)];
  };
  const acts: DueAct[] = [];
  for (const { agreementId, phase, isSigned } of await readUnfinished(query, last, agreementUnit.from, read)) {
    const isOpen = phase === "open" || phase === "binding" || phase === "ruled";
    if (!isOpen && phase !== "disputed") finished.add(String(agreementId));
    // Where nobody signed, nothing is locked: whoever opens many has nobody pay for their end.
    if (isOpen && isSigned) acts.push(...(await dueOf(`agreement ${agreementId}`, () => ofOne(agreementId))));
  }
  return acts;
};
