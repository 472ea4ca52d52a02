import { callWords } from "../../core/call-words";

export { eventSentences } from "./event-words";

/** What calls to the grants do, in sentences: each names the arguments of its function. */
export const words = callWords("grants", {
  sentences: {
    collect: "Draw what budget {budgetId} gives the grants",
    openRound: "Open a round of grants with what was collected",
    closeRound: "Close the round of grants that is over",
    returnRest: "Send what no project got of round {roundId} back to the treasury",
    register: "Register a project in the round of grants: {title} ({uri}). {recipient} receives",
    onTransferReceived: "Give {value} that {from} paid to a project, or to the pot of the grants",
    accept: "Accept what project {projectId} did",
    settle: "Owe project {projectId} what is due to it",
    claim: "Pay {account} what the grants owe it in {asset}",
    claimForCitizen: "Pay {citizenId} what the grants owe in {asset}",
    setAuthority: "Put the grants under another authority: {newAuthority}",
  },
  kinds: { budgetId: "id", roundId: "id", projectId: "id", value: "civic" },
  seen: {
    register: "Everybody can see that you registered the project, and who receives.",
    accept: "Everybody can see that you gave to the project, and accepted it.",
  },
  provisions: {
    round: ["the length of a round of grants", "a length of a round of grants"],
    counted: ["how much a citizen can give in a round", "an amount that a citizen can give in a round"],
    leastPot: ["the least pot of a round of grants", "a least pot of a round of grants"],
    advance: ["the share of a grant without acceptance", "a share of a grant without acceptance"],
    acceptance: ["the share of donors who accept a grant", "a share of donors who accept a grant"],
    claimWindow: ["the time in which grants are matched", "a time in which grants are matched"],
  },
});
