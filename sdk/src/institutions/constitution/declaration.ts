import { declare, each } from "../../core/declaration";
import { Constitution__factory } from "../../generated/contracts";
import { constitutionClient } from "./client";
import { logs } from "./logs";
import { overview } from "./overview";

export const constitution = declare({
  name: "constitution",
  contract: "Constitution",
  factory: Constitution__factory,
  summary: "the articles, and who may do what",
  terms: ({ citizenship }, { deployer }) => [deployer, citizenship],
  inherited: {
    "anyone: as far as the caller may make the calls": ["multicall"],
    "anyone: only what the caller may call, with the delay of the caller's role": ["schedule"],
    "anyone: only what the caller may call": ["execute"],
    "anyone: only the caller's own, unless a guardian's or the government's": ["cancel"],
    "anyone: only for the calling contract's own functions": ["consumeScheduledOp"],
    holder: ["renounceRole"],
    government: [
      "grantRole",
      "revokeRole",
      "labelRole",
      "setRoleAdmin",
      "setRoleGuardian",
      "setGrantDelay",
      "setTargetFunctionRole",
      "setTargetAdminDelay",
      "setTargetClosed",
      "updateAuthority",
    ],
  },
  constitutional: true,
  counted: [{ what: "articles", by: "articleCount", told: each("ArticleEnacted") }],
  logs,
  client: constitutionClient,
  overview,
});
