import { managedRules, provisionRules, type LogRules } from "../../core/log-rules";

/** Why each event may stand in the logs of the petitions. */
export const logs: LogRules = {
  personal: [
    "EIP712DomainChanged",
    "PetitionOpened",
    "PetitionSettled",
    "PetitionSigned",
    "SecondBallotCast",
    "SecondVoteOpened",
    "SignatureWithdrawn",
    "SignaturesBrought",
  ],
  decided: {
    ...managedRules,
    ...provisionRules,
  },
};
