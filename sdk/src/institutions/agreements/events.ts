import type { Connection } from "../../core/directory";
import { moment, token, wei } from "../../core/units";
import type { AgreementTermsStructOutput } from "../../generated/contracts/Agreements";
import { someCitizen } from "../citizenship/units";
import { moneyChanger } from "../coin/money";
import { civic } from "../coin/units";
import { disputeEventUnits } from "../court/events";
import { payoutEventUnits } from "../payout-events";
import { codeOf, phaseOf, type AgreementOutcome } from "./phases";
import { fromContract, fromLog } from "./terms";
import { agreementId } from "./units";

/** The units of the agreements' events. Amounts are in the base units of the agreement's asset, which its opening names. */
export function agreementsEventUnits(connection: Connection) {
  const money = moneyChanger(connection);
  return {
    ...payoutEventUnits(connection),
    agreementId: agreementId.from,
    ...disputeEventUnits,
    citizenId: someCitizen,
    citizenIds: someCitizen,
    party: Number,
    "Evidence.party": String,
    outcome: {
      decode: (code: bigint) => phaseOf(code) as AgreementOutcome,
      encode: (outcome: AgreementOutcome) => codeOf(outcome),
    },
    ruling: Number,
    validFrom: moment.from,
    validUntil: moment.from,
    amounts: wei.from,
    nonce: Number,
    lock: token.from,
    demand: token.from,
    division: token.from,
    tax: civic.from,
    terms: (terms: AgreementTermsStructOutput, opened: { readonly agreementId: bigint; readonly text: string }) =>
      fromContract(
        { agreementId: agreementId.from(opened.agreementId), terms: fromLog(terms), text: opened.text },
        money,
      ),
  } as const;
}

/** The units of the agreements' events. */
export type AgreementsEventUnits = ReturnType<typeof agreementsEventUnits>;
