import { declare } from "../../core/declaration";
import { Recovery__factory } from "../../generated/contracts";
import { recoveryClient } from "./client";
import { logs } from "./logs";
import { provisions } from "./provisions";

export const recovery = declare({
  name: "recovery",
  contract: "Recovery",
  factory: Recovery__factory,
  summary: "how a citizen who lost the key gets a new one, by guardians or without",
  founded: "if named",
  charter: ["recovery"],
  provisions,
  terms: ({ constitution, citizenship, court }, { provisions: figures }) => [constitution, citizenship, court, figures],
  // Each of its cases is about another citizen: cases that others stage must not raise the price of contesting a stop.
  roles: ["recovery", "bringer"],
  inherited: {
    constitution: ["setAuthority"],
  },
  logs,
  client: recoveryClient,
  next: async (query) => (await import("./next")).nextOf(query),
});
