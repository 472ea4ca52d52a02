import { catalogue } from "../../core/messages";

/** What is said of challenges. */
export const tribunalMessages = /* @__PURE__ */ catalogue("tribunal", {
  challenge: "Citizen {citizenId} is charged with {charge}; asked for: {sanctions}. {outcome}",
  list: "{items}",
  fine: "a fine of {amount} civic coin",
  suspend: "a suspension for {period}",
  revoke: "the end of the citizenship",
  order: "order {order} to {institution} about {value}",
  "order.for": "order {order} to {institution} about {value}, for citizen {citizenId}",
  duplicatePerson: "being the same person as citizen {citizenId}",
  falseDossier: "having been admitted by a false dossier",
  deceased: "having died",
  offence: "an offence against article {article}",
});
