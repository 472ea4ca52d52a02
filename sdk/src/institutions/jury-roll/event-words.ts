import { eventWords } from "../../core/event-words";

export const eventSentences = eventWords("juryRoll", {
  sentences: {
    JurorEnrolled: "{citizenId} joined the jury roll with a bond of {bond}.",
    JurorOptedOut: "{citizenId} stays off the jury roll.",
    JurorRetired: "{citizenId} left the jury roll.",
    JurorRemoved: "{citizenId} missed a duty as juror, left the jury roll, and lost {penalty}.",
    JurorsReleased: "Jurors were released from a duty: {citizenIds}.",
    BondWithdrawn: "{to} was paid back the bond of {citizenId}, {amount}.",
    BondSlashed: "{citizenId} lost {amount} of the juror's bond, by a ruling.",
  },
  kinds: { bond: "civic", penalty: "civic", amount: "civic" },
});
