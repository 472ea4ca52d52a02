import { eventWords } from "../../core/event-words";

/** What the events of the grants tell, in sentences: each names the fields of its event. */
export const eventSentences = eventWords("grants", {
  sentences: {
    PotGrown: "{from} gave {amount} for the next round of grants: it has {collected}.",
    RoundOpened:
      "Round {roundId} of the grants was opened with {pot}: each citizen can give {counted}, until {closesAt}. Projects are registered until {registerUntil}.",
    ProjectRegistered:
      "{registeredBy} registered project {projectId} in round {roundId}: {title}. {recipient} receives.",
    Contributed: "{citizenId} gave {amount} to project {projectId}.",
    RoundClosed:
      "Round {roundId} of the grants was closed: {donors} citizens gave, and that the pot is the projects' is {isMatched}.",
    GrantAccepted: "{citizenId} accepted project {projectId}, as {accepted} of {needed}.",
    ProjectSettled: "Project {projectId} is owed {gifts} of gifts, after {tax} of tax, and {matching} of the pot.",
    RestReturned: "{amount} of round {roundId}, which no project got, went back to the treasury.",
  },
  kinds: {
    roundId: "id",
    projectId: "id",
    registeredBy: "citizen",
    recipientId: "citizen",
    amount: "civic",
    collected: "civic",
    pot: "civic",
    counted: "civic",
    gifts: "civic",
    tax: "civic",
    matching: "civic",
    registerUntil: "moment",
    closesAt: "moment",
    claimableUntil: "moment",
    donors: "count",
    weight: "count",
    accepted: "count",
    needed: "count",
    advance: "count",
    acceptance: "count",
  },
});
