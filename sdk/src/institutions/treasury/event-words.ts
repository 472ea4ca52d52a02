import { eventWords } from "../../core/event-words";

export const eventSentences = eventWords("treasury", {
  sentences: {
    Paid: "The government paid {amount} to {to}, for {purpose}.",
    Received: "{from} paid {amount} into the treasury.",
    BudgetOpened:
      "Budget {budgetId} was opened: {spender} can spend {ceiling} every {period} until {until}, for {purpose}.",
    BudgetSpent: "{spender} paid {amount} of budget {budgetId} to {to}, for {note}.",
    BudgetClosed: "Budget {budgetId} was closed.",
  },
  kinds: {
    amount: { of: "asset" },
    ceiling: { of: "asset" },
    balance: { of: "asset" },
    budgetId: "id",
    "Received.amount": "native",
    "Received.balance": "native",
  },
});
