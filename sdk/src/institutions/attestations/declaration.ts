import { declare, each } from "../../core/declaration";
import { Attestations__factory } from "../../generated/contracts";
import { attestationsClient } from "./client";
import { logs } from "./logs";

export const attestations = declare({
  name: "attestations",
  contract: "Attestations",
  factory: Attestations__factory,
  summary: "what accredited citizens say of accounts and citizens",
  founded: "if named",
  terms: ({ constitution, citizenship }) => [constitution, citizenship],
  inherited: {
    constitution: ["setAuthority"],
  },
  counted: [{ what: "schemas", by: "schemaCount", told: each("SchemaRegistered") }],
  logs,
  client: attestationsClient,
});
