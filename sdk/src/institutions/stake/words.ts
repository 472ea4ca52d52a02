import { callWords } from "../../core/call-words";

export { eventSentences } from "./event-words";

export const words = callWords("stake", {
  sentences: {
    delegateBySig: "Deliver a signed delegation of a staker's vote to {delegatee}",
    unstakeEnded: "Release the stake of {citizenId}, whose citizenship has ended",
    withdraw: "Pay out the released stake of {citizenId}",
    onTransferReceived: "Stake {value} that {from} paid",
    stake: "Stake {amount}",
    unstake: "Release {amount} of the stake",
    delegate: "Delegate the vote as a staker to {delegatee}",
    slash: "Take {amount} of the stake of {citizenId}",
    setAuthority: "Put the stake under another authority: {newAuthority}",
  },
  kinds: { amount: "civic", value: "civic" },
  provisions: { cooldown: ["the wait for released stake", "a wait for released stake"] },
  seen: {
    stake: "Everybody can see how much you have at stake, and since when.",
    unstake: "Everybody can see how much you took from the stake, and when.",
    delegate: "Everybody can see to whom you delegate, and since when.",
  },
  returned: {
    stake: "{amount} comes back once you release it and the wait for released stake is over, less what a ruling takes.",
    unstake: "{amount} comes back once the wait for released stake is over, less what a ruling takes until then.",
  },
});
