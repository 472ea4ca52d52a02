import { callWords } from "../../core/call-words";

export { eventSentences } from "./event-words";

export const words = callWords("constitution", {
  sentences: {
    multicall: "Do through the constitution: {calls:; }",
    schedule: "Schedule through the constitution, for {when}: {calls:; }",
    execute: "Do through the constitution: {calls:; }",
    cancel: "Cancel what {caller} scheduled through the constitution: {calls:; }",
    consumeScheduledOp: "Use up what {caller} scheduled through the constitution",
    renounceRole: "Give up {roleId}",
    resign: "Resign from {role}",
    enact: "Enact {texts:; }",
    amend: "Amend article {number}, as {title}: {text}",
    repeal: "Repeal article {number}",
    appoint: "Appoint {citizenId} to {role} until {until}",
    dismiss: "Dismiss {citizenId} from {role}",
    grantRole: "Give {roleId} to {account}, whose acts then wait {executionDelay}",
    revokeRole: "Take {roleId} from {account}",
    labelRole: "Call {roleId} {label}",
    setRoleAdmin: "Let {admin} decide who holds {roleId}",
    setRoleGuardian: "Let {guardian} cancel what holders of {roleId} schedule",
    setGrantDelay: "Let whoever is given {roleId} hold it after {newDelay}",
    setTargetFunctionRole: "Give {roleId} the power to call {selectors} of {target}",
    setTargetAdminDelay: "Let changes of who may call {target} wait {newDelay}",
    setTargetClosed: "Open or close {target} to every call by a role: closed {closed}",
    updateAuthority: "Put {target} under another authority: {newAuthority}",
  },
  kinds: {
    role: "role",
    roleId: "role",
    admin: "role",
    guardian: "role",
    executionDelay: "duration",
    newDelay: "duration",
    selectors: "functions",
    number: "id",
    texts: { each: "the article {title}: {text}" },
  },
});
