import { declare } from "../../core/declaration";
import { Stake__factory } from "../../generated/contracts";
import { stakeClient } from "./client";
import { logs } from "./logs";
import { overview } from "./overview";
import { provisions } from "./provisions";

export const stake = declare({
  name: "stake",
  contract: "Stake",
  factory: Stake__factory,
  summary: "coin that citizens lock, and the votes that it gives",
  charter: ["stake"],
  provisions,
  terms: ({ constitution, coin, citizenship, treasury }, { provisions: figures }) => [
    constitution,
    coin,
    citizenship,
    treasury,
    figures,
  ],
  inherited: {
    constitution: ["setAuthority"],
  },
  taxExempt: true,
  logs,
  client: stakeClient,
  next: async (query) => (await import("./next")).nextOf(query),
  overview,
});
