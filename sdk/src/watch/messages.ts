import { catalogue } from "../core/messages";

/** What the errors of watches say. */
export const watchMessages = /* @__PURE__ */ catalogue("watch", {
  ReorganisedError: "Block {block}, up to which events were told, is not the same block any more.",
  "ReorganisedError.advice":
    "Some of what was told may not have happened. Read the lists anew, and wait for more confirmations.",
});
