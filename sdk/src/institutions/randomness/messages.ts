import { catalogue } from "../../core/messages";

/** What the errors about sources of randomness say: what happened by the class, what to do by the class and `.advice`. */
export const randomnessMessages = /* @__PURE__ */ catalogue("randomness", {
  NoRoundTakenError: "The source of randomness at {address} takes no rounds of drand's: a block decides alone.",
  "NoRoundTakenError.advice": "Pin the request's block with pin({ requestId }).",
  RandomnessUnsupportedError:
    "Chain {chainId} has no precompiles of EIP-2537, so that it cannot verify the rounds of drand's beacon.",
  "RandomnessUnsupportedError.advice":
    'Write "auto" or "block" as justice.randomness.source, or found on a chain that has them.',
});
