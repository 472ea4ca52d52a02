import { declare } from "../../core/declaration";
import { Residency__factory } from "../../generated/contracts";
import { residencyClient } from "./client";
import { logs } from "./logs";
import { overview } from "./overview";
import { provisions } from "./provisions";

export const residency = declare({
  name: "residency",
  contract: "Residency",
  factory: Residency__factory,
  summary: "residents, who pay for terms and have no vote",
  founded: "if named",
  charter: ["residency"],
  provisions,
  terms: ({ constitution, citizenship, treasury }, { provisions: figures }) => [
    constitution,
    citizenship,
    treasury,
    figures,
  ],
  payouts: true,
  inherited: {
    constitution: ["setAuthority"],
  },
  counted: [
    {
      what: "residents",
      by: "residentCount",
      told: (logs) => {
        const paid = logs.filter(({ event }) => event.name === "ResidencyPaid");
        return BigInt(new Set(paid.map(({ event }) => event.args.residentId as bigint)).size);
      },
    },
  ],
  logs,
  client: residencyClient,
  next: async (query) => (await import("./next")).nextOf(query),
  overview,
});
