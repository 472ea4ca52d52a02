import { catalogue } from "../../core/messages";

/** What the errors about cases say: what happened by the class, what to do by the class and `.advice`. */
export const courtMessages = /* @__PURE__ */ catalogue("court", {
  CasePhaseError: "{what} is not possible now: case {caseId} is in its {phase} phase.",
  "CasePhaseError.until": "{what} is not possible now: case {caseId} is in its {phase} phase, which ends at {endsAt}.",
  NotACitizenError: "{account} holds no citizenship.",
  "NotACitizenError.advice": "Use a citizen's account, or name the citizen: duties({ citizenId }).",
  NoSeatError: "{account} holds no seat on the present panel of case {caseId}.",
  "NoSeatError.advice":
    "Use the account that holds the juror's citizenship; the last of the case's rounds names who sits.",
  UnsteadySignatureError:
    "This wallet signs the same message differently each time: a vote sealed by its signature could never be revealed.",
  "UnsteadySignatureError.advice":
    "Pass a salt of 32 random bytes with the vote, keep it, and pass it again when you reveal.",
  "NothingSealedError.revealed": "Your vote in case {caseId} is revealed already.",
  "NothingSealedError.revealed.advice": "There is nothing left to do before the case moves on.",
  "NothingSealedError.none": "You handed in no vote in case {caseId}.",
  "NothingSealedError.none.advice": "A vote that was not sealed does not count.",
  SealBrokenError: "None of the choices of case {caseId} opens the vote that was sealed.",
  "SealBrokenError.advice":
    "If you ranked several choices, pass the ranking. Else reveal with the wallet that sealed it, or pass the salt: the one that was passed then, or what the old wallet's signature gives (sealedVoteData, saltFrom).",
  SeedAwaitedError: "The panel of case {caseId} cannot be drawn yet: {what}.",
  AppealSideClosedError: "The side of choice {choice} in the appeal of case {caseId} takes no contributions: {why}.",

  contributing: "Contributing to an appeal",
  "contributing.early": "Appeals are funded after a panel's ruling, in the case's appeal phase.",
  "contributing.late": "The time to appeal is over: move the case on with advance({ caseId }).",
  "contributing.funded": "it has all of the {needed} native coin that it needs",
  "contributing.funded.advice": "Contribute to another side, or wait for the next round.",
  "contributing.closed": "sides against the ruling were open until {until}",
  "contributing.closed.advice": "The ruling's own side, choice {choice}, is open until {endsAt}.",

  drawing: "Drawing a panel",
  "drawing.early": "Move the case on with advance({ caseId }) once its evidence phase is over, then draw.",
  "drawing.other": "Read the case for what can be done now.",
  "drawing.unknown": "the source of randomness at {randomness} has not made seed {requestId} known",
  "drawing.unknown.advice": "Ask whoever runs that source to do so, then draw.",
  "drawing.block": "the seed waits for block {block}",
  "drawing.block.advice": "Draw once the chain is past block {block}.",
  "drawing.round": "the seed waits for round {round} of drand's quicknet",
  "drawing.round.advice": "Fetch {url}, and draw with its signature: draw({ caseId, signature }).",
  "drawing.roundAhead": "the seed waits for round {round} of drand's quicknet, which is published at {publishedAt}",
  "drawing.roundAhead.advice": "Fetch {url} then, and draw with its signature: draw({ caseId, signature }).",

  committing: "Handing in a sealed vote",
  "committing.late": "Reveal what you sealed; a vote that was not sealed in time does not count.",
  "committing.early": "Wait until the case's panel is complete; read the case for what can be done now.",
  revealing: "Revealing a vote",
  "revealing.early": "Votes are revealed once the time to hand them in is over: come back then.",
  "revealing.other": "Read the case for what can be done now.",
});
