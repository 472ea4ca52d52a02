import { eventWords } from "../../core/event-words";

export const eventSentences = eventWords("timelock", {
  sentences: {
    CallScheduled: "A decided call to {target} waits for {delay}.",
    CallSalt: "The calls that wait are told from others alike by {salt}.",
    CallExecuted: "The government made a decided call to {target}.",
    Cancelled: "Calls that waited were cancelled: {id}.",
    OperationHeld: "Calls that wait are held back until {until}: {id}.",
    OperationReleased: "Calls that were held back wait on until {readyAt}: {id}.",
    OperationStruck: "Calls that were held back are cancelled for good: {id}.",
    MinDelayChange: "Whatever is decided waits for {newDuration} at least: it was {oldDuration}.",
    RoleAdminChanged: "{newAdminRole} now decides who holds {role} of the timelock.",
    RoleGranted: "{account} was given {role} of the timelock.",
    RoleRevoked: "{role} of the timelock was taken from {account}.",
  },
  kinds: {
    until: "moment",
    readyAt: "moment",
    delay: "duration",
    oldDuration: "duration",
    newDuration: "duration",
    role: "timelockRole",
    previousAdminRole: "timelockRole",
    newAdminRole: "timelockRole",
  },
});
