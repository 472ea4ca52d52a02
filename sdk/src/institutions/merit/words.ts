import { callWords } from "../../core/call-words";

export { eventSentences } from "./event-words";

/** What calls to the merit do, in sentences: each names the arguments of its function. */
export const words = callWords("merit", {
  sentences: {
    recordBallots: "Record points of merit for the ballots of {ballots}",
    recordDuties: "Record points of merit for jury duty in {rounds}",
    recordAttestations: "Record points of merit for attestations to these applications: {applicationIds}",
    recordOffences: "Put the offences of challenges {caseIds} beside the merit",
    award: "Award {citizenId} {points} points of merit for {cause}: {referenceId}",
    setAuthority: "Put the merit under another authority: {newAuthority}",
  },
  kinds: {
    points: "count",
    cause: "name",
    caseIds: { each: "id" },
    ballots: { each: "{citizenId}" },
    rounds: { each: "case {caseId}" },
  },
  provisions: {
    halfLife: ["the half-life of merit", "a half-life of merit"],
    mostPoints: ["the most points of an award of merit", "a most of points of an award of merit"],
  },
});
