import { callWords } from "../../core/call-words";

export { eventSentences } from "./event-words";

/** What calls to the recovery do, in sentences: each names the arguments of its function. */
export const words = callWords("recovery", {
  sentences: {
    chooseGuardians:
      "Choose as guardians of whoever calls the accounts {accounts} and {citizenIds}, of whom {threshold} together announce a recovery",
    confirm: "Confirm, as the guardian in seat {seat}, that the citizenship of {citizenId} moves to {newHolder}",
    confirmSigned:
      "Confirm that the citizenship of {citizenId} moves to {newHolder}, as guardians signed: {confirmations}",
    decree: "Announce that the citizenship of {citizenId}, who has no guardians, moves to {newHolder}",
    stop: "Stop the recovery of whoever calls",
    contest: "Bring before the court that the recovery of {citizenId} was stopped",
    complete: "Move the citizenship of {citizenId} to its new account, which signed until {deadline}: {signature}",
    rule: "Deliver ruling {ruling} in case {caseId} to the recovery",
    setAuthority: "Put the recovery under another authority: {newAuthority}",
  },
  kinds: {
    threshold: "count",
    seat: "count",
    confirmations: { each: "{guardian} in seat {seat}, until {deadline}" },
    deadline: "moment",
    signature: "size",
    ruling: "id",
  },
  seen: { chooseGuardians: "Everybody can read who your guardians are, and have been." },
  returned: { contest: "The court's cost, {value}, does not come back, whatever it rules." },
  provisions: {
    wait: ["the wait of a recovery", "a wait of recoveries"],
    waitWithoutGuardians: ["the wait of a recovery without guardians", "a wait of recoveries without guardians"],
    guardianDelay: ["the delay of new guardians", "a delay of new guardians"],
    pause: ["the pause between recoveries of a citizen", "a pause between recoveries of a citizen"],
    monthlyShare: [
      "the most recoveries without guardians in 30 days",
      "a share of recoveries without guardians in 30 days",
    ],
    leastGuardians: ["the fewest guardians who announce together", "a number of guardians who announce together"],
  },
});
