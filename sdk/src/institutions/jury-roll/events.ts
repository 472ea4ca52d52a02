import { provisionEventUnits } from "../../core/provisions";
import { citizenId } from "../citizenship/units";
import { civic } from "../coin/units";
import type { JuryRollProvisions } from "./provisions";

/** The units of the jury roll's events. */
export const juryRollEventUnits = {
  ...provisionEventUnits<JuryRollProvisions>(),
  citizenId: citizenId.from,
  citizenIds: citizenId.from,
  amount: civic.from,
  bond: civic.from,
  penalty: civic.from,
  position: Number,
} as const;

/** The units of the jury roll's events. */
export type JuryRollEventUnits = typeof juryRollEventUnits;
