import { declare } from "../../core/declaration";
import { DidRegistry__factory } from "../../generated/contracts";
import { didRegistryClient } from "./client";
import { logs } from "./logs";

export const didRegistry = declare({
  name: "didRegistry",
  contract: "DidRegistry",
  factory: DidRegistry__factory,
  summary: "decentralized identifiers, those of citizens following their citizenship",
  founded: "if named",
  terms: ({ citizenship, nation, timelock }) => [citizenship, nation, timelock],
  logs,
  client: didRegistryClient,
});
