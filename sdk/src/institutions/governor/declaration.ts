import { declare, each } from "../../core/declaration";
import { Findings } from "../../core/findings";
import { scaled } from "../../core/quantities";
import { NationGovernor__factory } from "../../generated/contracts";
import { section as coinSection } from "../coin/charter";
import { check } from "./charter";
import { governorClient } from "./client";
import { logs } from "./logs";
import { provisions } from "./provisions";

export const governor = declare({
  name: "governor",
  contract: "NationGovernor",
  factory: NationGovernor__factory,
  summary: "proposals, and the votes of both houses",
  charter: ["government"],
  provisions,
  groups: { constitutional: "For what touches the constitution itself: at least as strict as ordinary." },
  check,
  terms: ({ constitution, citizenship, stake, timelock }, { settingsOf, provisions: figures }) => {
    const maxSupply = scaled(settingsOf(coinSection).maxSupply, 18);
    return [{ authority: constitution, citizenship, stake, timelock, maxSupply }, figures];
  },
  inherited: {
    "anyone: with the citizen's signature": ["castVoteBySig", "castVoteWithReasonAndParamsBySig"],
    "anyone: only what passed": ["queue"],
    "anyone: only what passed and waited": ["execute"],
    anyone: ["onERC721Received", "onERC1155Received", "onERC1155BatchReceived"],
    "anyone: refused to everybody": ["relay"],
    citizen: ["propose", "castVote", "castVoteWithReason", "castVoteWithReasonAndParams"],
    "proposer: the citizen who proposed for the first time, until the vote opens": ["cancel"],
  },
  constitutional: true,
  counted: [{ what: "proposals", by: "proposalCount", told: each("ProposalCreated") }],
  verify: async ({ inspection }) => {
    const findings = new Findings("profile");
    const [[timelock]] = await inspection.multicall("the governor's timelock", [
      inspection.encodeRead("governor", "timelock"),
    ]);
    inspection.compare(findings, {
      title: "The governor's timelock",
      founded: inspection.addresses.timelock,
      found: String(timelock),
      since: [],
    });
    return findings.checks;
  },
  logs,
  client: governorClient,
  due: async (query) => (await import("./due")).governorDue(query),
  kept: ["queue", "execute"],
  next: async (query) => (await import("./next")).nextOf(query),
});
