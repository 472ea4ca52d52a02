import { declare, each } from "../../core/declaration";
import { addressOf } from "../../core/directory";
import { readEncoder } from "../../core/reader";
import { heads } from "../../core/units";
import { JuryRoll__factory } from "../../generated/contracts";
import { juryRollClient } from "./client";
import { logs } from "./logs";
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
  next: async (query) => (await import("./next")).nextOf(query),
  overview: (connection) => {
    const address = addressOf(connection, "juryRoll");
    const contract = JuryRoll__factory.connect(address, connection.runner);
    /** How many citizens may be drawn as jurors. */
    return { jurors: readEncoder(contract, address)(contract.size, [], ({ jurors }) => heads.from(jurors)) };
  },
});
