import { declare } from "../../core/declaration";
import { NationTimelock__factory } from "../../generated/contracts";
import { timelockClient } from "./client";
import { logs } from "./logs";
import { overview } from "./overview";
import { provisions } from "./provisions";

export const timelock = declare({
  name: "timelock",
  contract: "NationTimelock",
  factory: NationTimelock__factory,
  summary: "the government: it carries out what passed, after a wait",
  charter: ["government"],
  provisions,
  terms: ({ constitution, governor, treasury, coin }, { provisions: figures }) => [
    { authority: constitution, governor, treasury, coin },
    figures,
  ],
  roles: ["government", "registrar"],
  inherited: {
    anyone: ["onERC721Received", "onERC1155Received", "onERC1155BatchReceived"],
    holder: ["renounceRole"],
    governor: ["schedule", "scheduleBatch", "cancel", "execute", "executeBatch"],
    "timelock: so that nobody does, unless the government decides it": ["grantRole", "revokeRole"],
  },
  constitutional: true,
  logs,
  client: timelockClient,
  overview,
});
