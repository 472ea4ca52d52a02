import { declare } from "../../core/declaration";
import { Upkeep__factory } from "../../generated/contracts";
import { upkeepClient } from "./client";
import { logs } from "./logs";
import { overview } from "./overview";
import { provisions } from "./provisions";

export const upkeep = declare({
  name: "upkeep",
  contract: "Upkeep",
  factory: Upkeep__factory,
  summary: "rewards for keepers, who take the steps that are due",
  founded: "if named",
  charter: ["upkeep"],
  provisions,
  terms: ({ constitution, nation, treasury }, { kept, provisions: figures }) => [
    constitution,
    nation,
    treasury,
    kept,
    figures,
  ],
  inherited: {
    constitution: ["setAuthority"],
  },
  logs,
  client: upkeepClient,
  overview,
});
