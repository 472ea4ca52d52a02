import { addressOf } from "../../core/directory";
import { dueAct, someOf, type Due } from "../../core/due";
import { Citizenship__factory } from "../../generated/contracts";
import { citizenId as idUnit } from "../citizenship/units";
import { juryRollClient } from "./client";

/** How many are enrolled in one transaction. */
const BATCH = 25;

/** Citizens who may be jurors, and whom nobody has enrolled. */
export const juryRollDue: Due = async ({ connection, finished, atMost, turn }) => {
  const roll = juryRollClient(connection);
  if ((await roll.contract.bondNow()) !== 0n) return [];
  const citizenship = Citizenship__factory.connect(addressOf(connection, "citizenship"), connection.runner);
  const last = await citizenship.lastCitizenId();
  const ids = [];
  for (let id = 1n; id <= last; ++id) if (!finished.has(String(id))) ids.push(idUnit.from(id));

  const acts = [];
  const some = someOf(ids, atMost, turn);
  for (let next = 0; next < some.length; next += BATCH) {
    const citizenIds = some.slice(next, next + BATCH);
    const enrolled = await roll.enrolFor.simulate({ citizenIds });
    if (enrolled === 0n) continue;
    const text = `Enrols ${enrolled} citizens as jurors.`;
    acts.push(dueAct(`enrol ${citizenIds[0]} ${enrolled}`, text, roll.enrolFor, { citizenIds }, (count) => count > 0n));
  }
  return acts;
};
