import { managedRules, provisionRules, type Before, type LogRules, type ReadEvent } from "../../core/log-rules";

const isOf = ({ args: done }: ReadEvent, { args: told }: ReadEvent, { operationOf }: Before): boolean =>
  done.id === operationOf(told.proposalId);

/** What the timelock is told after a second vote. */
const isSettled =
  (confirmed: boolean) =>
  (done: ReadEvent, told: ReadEvent, before: Before): boolean =>
    told.name === "PetitionSettled" && told.args.confirmed === confirmed && isOf(done, told, before);

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
  effects: {
    OperationHeld: (done, told, before) => told.name === "SecondVoteOpened" && isOf(done, told, before),
    OperationReleased: isSettled(true),
    OperationStruck: isSettled(false),
  },
  brings: ({ name }) => (name === "SecondVoteOpened" ? ["OperationHeld"] : []),
  decided: {
    ...managedRules,
    ...provisionRules,
  },
};
