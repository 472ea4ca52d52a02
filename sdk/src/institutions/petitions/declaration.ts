import { declare, each } from "../../core/declaration";
import { Petitions__factory } from "../../generated/contracts";
import { petitionsClient } from "./client";
import { logs } from "./logs";
import { overview } from "./overview";
import { provisions } from "./provisions";

export const petitions = declare({
  name: "petitions",
  contract: "Petitions",
  factory: Petitions__factory,
  summary: "citizens' signatures, which send what waits back to a second vote",
  founded: "if named",
  charter: ["petitions"],
  provisions,
  terms: ({ constitution, citizenship, governor, timelock }, { provisions: figures }) => [
    constitution,
    citizenship,
    governor,
    timelock,
    figures,
  ],
  // Holds back what waits, once, and strikes what the second vote refused.
  roles: ["petition"],
  inherited: {
    constitution: ["setAuthority"],
  },
  counted: [{ what: "petitions", by: "petitionCount", told: each("PetitionOpened") }],
  logs,
  client: petitionsClient,
  due: async (query) => (await import("./due")).petitionsDue(query),
  kept: ["settle"],
  next: async (query) => (await import("./next")).nextOf(query),
  overview,
});
