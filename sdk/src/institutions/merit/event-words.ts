import { eventWords } from "../../core/event-words";

/** What the events of the merit tell, in sentences: each names the fields of its event. */
export const eventSentences = eventWords("merit", {
  sentences: {
    PointsEarned: "{citizenId} has {points} points of merit more, for {cause}, since {earnedAt}.",
    PointsAwarded: "{institution} awarded {citizenId} {points} points of merit for {cause}.",
    PointsTakenBack: "{citizenId} lost {points} points of merit: the admission was false.",
    OffenceRecorded: "The offence of case {caseId} stands beside the merit of {citizenId}.",
  },
  kinds: { points: "count", cause: "name", earnedAt: "moment", chargedAt: "moment" },
});
