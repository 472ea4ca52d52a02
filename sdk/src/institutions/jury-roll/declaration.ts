import { declare, each } from "../../core/declaration";
import { JuryRoll__factory } from "../../generated/contracts";
import { juryRollClient } from "./client";
import { logs } from "./logs";
import { overview } from "./overview";
import { provisions } from "./provisions";

export const juryRoll = declare({
  name: "juryRoll",
  contract: "JuryRoll",
  factory: JuryRoll__factory,
  summary: "citizens who may be drawn as jurors",
  founded: "by default",
  charter: ["justice", "juryRoll"],
  provisions,
  terms: ({ constitution, coin, citizenship, court, treasury }, { provisions: figures }) => [
    constitution,
    coin,
    citizenship,
    court,
    treasury,
    figures,
  ],
  inherited: {
    constitution: ["setAuthority"],
  },
  taxExempt: true,
  counted: [
    {
      what: "jurors",
      by: "size",
      result: 1,
      told: (logs) => each("JurorEnrolled")(logs) - each("JurorRetired")(logs),
    },
  ],
  logs,
  client: juryRollClient,
  due: async (query) => (await import("./due")).juryRollDue(query),
  next: async (query) => (await import("./next")).nextOf(query),
  overview,
});
