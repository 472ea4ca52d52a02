import { callWords } from "../../core/call-words";

export { eventSentences } from "./event-words";

export const words = callWords("treasury", {
  sentences: {
    spend: "Spend {amount} of budget {budgetId}, to {to}, for {note}",
    pay: "Pay {amount} from the treasury to {to}, for {purpose}",
    payConstitutionally: "Pay {amount} from the treasury to {to}, beyond the limits of outflow, for {purpose}",
    openBudget: "Let {spender} spend up to {ceiling} of the treasury every {period} until {until}, for {purpose}",
    closeBudget: "Close budget {budgetId}",
    setAuthority: "Put the treasury under another authority: {newAuthority}",
  },
  kinds: { amount: { of: "asset" }, ceiling: { of: "asset" }, "spend.amount": "count", budgetId: "id" },
  provisions: {
    outflow: [
      "the share of the treasury that ordinary decisions may spend in 30 days",
      "a share of the treasury for ordinary decisions in 30 days",
    ],
    totalOutflow: [
      "the share of the treasury that all decisions may spend in 30 days",
      "a share of the treasury for all decisions in 30 days",
    ],
  },
});
