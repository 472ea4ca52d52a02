import type { Connection } from "../../core/directory";
import { provisionEventUnits } from "../../core/provisions";
import { moment, wei } from "../../core/units";
import { citizenId } from "../citizenship/units";
import { payoutEventUnits } from "../payout-events";
import type { ResidencyProvisions } from "./provisions";
import { residentId } from "./units";

/** The units of the events of the residency. */
export const residencyEventUnits = (connection: Connection) =>
  ({
    ...provisionEventUnits<ResidencyProvisions>(),
    ...payoutEventUnits(connection),
    residentId: residentId.from,
    citizenId: citizenId.from,
    terms: Number,
    price: wei.from,
    amount: wei.from,
    refund: wei.from,
    until: moment.from,
    barredUntil: moment.from,
  }) as const;

/** The units of the events of the residency. */
export type ResidencyEventUnits = ReturnType<typeof residencyEventUnits>;
