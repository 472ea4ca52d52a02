import { declare } from "../../core/declaration";
import { Merit__factory } from "../../generated/contracts";
import { meritClient } from "./client";
import { logs } from "./logs";
import { provisions } from "./provisions";

export const merit = declare({
  name: "merit",
  contract: "Merit",
  factory: Merit__factory,
  summary: "points for what citizens did for the nation, which decay",
  founded: "if named",
  charter: ["merit"],
  provisions,
  // Whom it asks it finds in the directory: what a citizen did outlasts the institution that says so.
  terms: ({ constitution, nation, citizenship }, { provisions: figures }) => [
    constitution,
    nation,
    citizenship,
    figures,
  ],
  inherited: {
    constitution: ["setAuthority"],
  },
  logs,
  client: meritClient,
});
