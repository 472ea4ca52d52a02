import { catalogue } from "../core/messages";

/** Quantities, accounts and other things that sentences name. */
export const thingSentences = /* @__PURE__ */ catalogue("thing", {
  percent: "{number} %",
  civic: "{number} civic coin",
  native: "{number} native coin",
  nativeCoin: "native coin",
  civicCoin: "civic coin",
  token: '{number} "{symbol}" ({address})',
  tokenUnits: "{number} base units of the token {address}",
  tokenName: '"{symbol}" ({address})',
  tokenAddress: "the token {address}",
  coins: "{number} coins",
  heads: "{number}",
  duration: "{words}",
  days: "{words}",
  moment: "{words}",
  never: "without end",
  unlimited: "without limit",
  unlimitedOf: "{asset} without limit",
  namedInstitution: "the {name}",
  otherInstitution: 'the institution "{name}" ({address})',
  citizen: "citizen {citizenId}",
  citizenAt: "citizen {citizenId} ({address})",
  account: "{address}",
  nobody: "nobody",
  text: '"{text}"',
  noText: "nothing",
  size: "{count} bytes",
  data: "{count} bytes of data",
  noData: "no data",
  hash: "the hash {start}…{end}",
  yes: "yes",
  no: "no",
  choice: "choice {number}",
  function: "{name}",
  otherProvision: 'the provision "{name}"',
  unknownProvision: "an unknown provision",
  unknownFunction: "an unknown function ({selector})",
  everyFunction: "every function",
  more: "{count} more",
  nothing: "nobody",
  named: "{name} {value}",
  structure: "({fields})",
});

/** The institutions that sentences name otherwise than the code does; any other is "the land registry" for `landRegistry`. */
export const institutionSentences = /* @__PURE__ */ catalogue("institution", {
  constitution: "the constitution",
  nation: "the nation's profile",
  passport: "the passport",
  citizenship: "the register of citizens",
  treasury: "the treasury",
  coin: "the civic coin",
  stake: "the stake",
  timelock: "the government",
  governor: "the governor",
  randomness: "the source of randomness",
  juryRoll: "the jury roll",
  court: "the court",
  agreements: "the agreements",
  tribunal: "the tribunal",
  didRegistry: "the DID registry",
});

/** The roles of the constitution and of the timelock, as sentences name them. */
export const roleSentences = /* @__PURE__ */ catalogue("role", {
  government: "the role of the government",
  registrar: "the office of registrar",
  justice: "the role of justice",
  recovery: "the role of recovery",
  constitutional: "the constitutional role",
  bringer: "the role of bringing cases at the base price",
  public: "everybody's role",
  other: "role {number}",
  PROPOSER_ROLE: "the role that schedules",
  CANCELLER_ROLE: "the role that cancels",
  EXECUTOR_ROLE: "the role that executes",
  DEFAULT_ADMIN_ROLE: "the role that gives roles",
  unknown: "an unknown role",
});

/** Calls whose meaning no institution's sentence says. */
export const otherCallSentences = /* @__PURE__ */ catalogue("call", {
  send: "Send {amount} to {target}",
  withValue: "{sentence}, and send {amount} along",
  at: "{sentence} (contract {target})",
  generic: "Call {function} of {target} with {arguments}",
  genericBare: "Call {function} of {target}",
  foreign: "Call {function} of {target}, which the nation does not know, with {arguments}",
  foreignBare: "Call {function} of {target}, which the nation does not know",
  unknown: "Call an unknown function of {target}, with {data}",
  foreignUnknown: "Call an unknown function of {target}, which the nation does not know, with {data}",
  misfit: "Call {function} of {target} with {data}, which is not what it takes",
  tooDeep: "calls too deep to describe ({count})",
  nothing: "Call {target} with nothing",
});

/** Calls to tokens that are not the nation's. */
export const tokenSentences = /* @__PURE__ */ catalogue("call.token", {
  transfer: "Pay {value} to {to}",
  approve: "Allow {spender} to spend {value}",
  transferFrom: "Pay {value} out of what {from} allowed to {to}",
});
