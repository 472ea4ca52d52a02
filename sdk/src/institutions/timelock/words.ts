import { callWords } from "../../core/call-words";

export { eventSentences } from "./event-words";

export const words = callWords("timelock", {
  sentences: {
    onERC721Received: "Tell the timelock that it was given a token",
    onERC1155Received: "Tell the timelock that it was given tokens",
    onERC1155BatchReceived: "Tell the timelock that it was given tokens",
    renounceRole: "Give up {role} of the timelock",
    schedule: "Schedule in the timelock, to be done after {delay}: {calls:; }",
    scheduleBatch: "Schedule in the timelock, to be done after {delay}: {calls:; }",
    cancel: "Cancel an operation of the timelock",
    execute: "Do what was scheduled in the timelock: {calls:; }",
    executeBatch: "Do what was scheduled in the timelock: {calls:; }",
    hold: "Hold back operation {operation} for {duration}",
    release: "Let operation {operation} go on that is held back",
    strike: "Cancel operation {operation} for good, which was held back",
    grantRole: "Give {role} of the timelock to {account}",
    revokeRole: "Take {role} of the timelock from {account}",
  },
  kinds: { role: "timelockRole" },
  provisions: {
    delay: ["the wait of ordinary decisions", "a wait of ordinary decisions"],
    longDelay: ["the wait of constitutional decisions", "a wait of constitutional decisions"],
  },
});
