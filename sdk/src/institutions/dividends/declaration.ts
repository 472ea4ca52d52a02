import { declare, each } from "../../core/declaration";
import { Dividends__factory } from "../../generated/contracts";
import { dividendsClient } from "./client";
import { logs } from "./logs";
import { overview } from "./overview";
import { provisions } from "./provisions";

export const dividends = declare({
  name: "dividends",
  contract: "Dividends",
  factory: Dividends__factory,
  summary: "coin that is shared with those who take part",
  founded: "if named",
  charter: ["dividends"],
  provisions,
  terms: ({ constitution, coin, citizenship, stake, treasury, governor }, { provisions: figures }) => [
    constitution,
    coin,
    citizenship,
    stake,
    treasury,
    governor,
    figures,
  ],
  inherited: {
    constitution: ["setAuthority"],
  },
  taxExempt: true,
  counted: [{ what: "epochs of dividends", by: "epochCount", told: each("EpochClosed") }],
  logs,
  client: dividendsClient,
  due: async (query) => (await import("./keeping")).dividendsDue(query),
  kept: ["closeEpoch"],
  next: async (query) => (await import("./next")).nextOf(query),
  overview,
});
