import { callWords } from "../../core/call-words";

export { eventSentences } from "./event-words";

export const words = callWords("juryRoll", {
  sentences: {
    withdraw: "Pay out the bond of {citizenId}, who has left the jury roll",
    onTransferReceived: "Enrol as a juror with a bond of {value} that {from} paid",
    enrol: "Enrol as a juror",
    enrolFor: "Enrol as jurors {citizenIds}",
    optOut: "Stay off the jury roll",
    retire: "Leave the jury roll",
    draw: "Draw jurors for case {caseId}",
    release: "Release from jury duty {citizenIds}",
    penalize: "Take {penalty} of the bond from each of {citizenIds}, who did not judge",
    recuse: "Replace {citizenId}, who is recused from case {caseId}",
    slash: "Take {amount} of the juror's bond of {citizenId}",
    setAuthority: "Put the jury roll under another authority: {newAuthority}",
  },
  kinds: { value: "civic", amount: "civic", penalty: "civic" },
  provisions: {
    bond: ["the bond of a juror", "a bond of a juror"],
    citizenDays: ["the time as a citizen that a juror must have", "a required time as a citizen for jurors"],
    noShowPenalty: ["the penalty of a juror who does not judge", "a penalty of a juror who does not judge"],
    minimumStay: ["the shortest stay on the jury roll", "a shortest stay on the jury roll"],
  },
  seen: {
    enrol: "Everybody can see that you can be drawn as a juror, since when, and for which cases you were drawn.",
  },
  returned: {
    enrol:
      "The bond comes back once you have retired and your last duty is done, less what you lose for votes that you do not hand in.",
    retire: "The bond comes back once your last duty is done.",
  },
});
