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
  counted: [
    {
      what: "base units of stake",
      by: "totalStaked",
      // Whoever delegates takes from one what another is given.
      told: (logs) =>
        logs
          .filter(({ event }) => event.name === "DelegateVotesChanged")
          .reduce((sum, { event: { args } }) => sum + (args.newVotes as bigint) - (args.previousVotes as bigint), 0n),
    },
  ],
  logs,
  client: stakeClient,
  next: async (query) => (await import("./next")).nextOf(query),
  overview,
});
