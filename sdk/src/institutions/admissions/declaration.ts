import { declare } from "../../core/declaration";
import { Admissions__factory } from "../../generated/contracts";
import { admissionsClient } from "./client";
import { logs } from "./logs";
import { overview } from "./overview";
import { provisions } from "./provisions";

export const admissions = declare({
  name: "admissions",
  contract: "Admissions",
  factory: Admissions__factory,
  summary: "applications for citizenship, and the validators who attest to them",
  founded: "if named",
  charter: ["admissions"],
  provisions,
  terms: ({ constitution, citizenship, nation, treasury }, { provisions: figures }) => [
    constitution,
    citizenship,
    nation,
    treasury,
    figures,
  ],
  // Whoever has enough attestations is admitted, without an officer.
  roles: ["registrar"],
  payouts: true,
  inherited: {
    constitution: ["setAuthority"],
  },
  logs,
  client: admissionsClient,
  next: async (query) => (await import("./next")).nextOf(query),
  overview,
});
