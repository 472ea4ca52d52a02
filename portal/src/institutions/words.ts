export const words = {
  claim: "Claim what you are owed",
  claimThen: "It arrives in your account at once.",
} as const;
