import { declare } from "../../core/declaration";
import { Tribunal__factory } from "../../generated/contracts";
import { tribunalClient } from "./client";
import { logs } from "./logs";
import { provisions } from "./provisions";

export const tribunal = declare({
  name: "tribunal",
  contract: "Tribunal",
  factory: Tribunal__factory,
  summary: "challenges of citizens, and the sanctions that the court rules",
  founded: "by default",
  charter: ["justice", "tribunal"],
  provisions,
  terms: ({ constitution, nation, citizenship, stake, juryRoll, court }, { provisions: figures }) => [
    { authority: constitution, nation, citizenship, stake, juryRoll, court },
    figures,
  ],
  // Whoever suspends, revokes and fines does so by rulings of the court, which the tribunal alone carries out.
  // It charges each challenger for that challenger's open challenges.
  roles: ["justice", "bringer"],
  payouts: true,
  inherited: {
    constitution: ["setAuthority"],
  },
  logs,
  client: tribunalClient,
  due: async (query) => (await import("./due")).tribunalDue(query),
  // `enforce` succeeds where the brake on endings lets nothing be done, and `wakeCitizen` where nobody is kept asleep.
  kept: ["refund", "wake", "collectFine", "recognise"],
  next: async (query) => (await import("./next")).nextOf(query),
});
