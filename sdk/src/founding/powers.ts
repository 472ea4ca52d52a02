import type { FunctionFragment, Interface } from "ethers";
import { roles } from "../core/roles";
import { institutionNames, type InstitutionName, type Registry } from "../institutions/registry";
import { deployerInterface, interfaceOf } from "./institutions";

export { roles };

/** The labels that the constitution gives to its roles; the government's cannot be labelled. */
export const roleLabels = { registrar: "registrar", justice: "justice", recovery: "recovery" } as const;

/**
 * Who may call a function.
 *
 * - `anyone`: everybody, for themselves or with the signature of whom it concerns.
 * - `holder`: whoever holds what is moved or given up.
 * - `citizen`, `spender`, `proposer`, `juror`, `party`: whom the institution's own records name.
 * - `government`: the timelock, carrying out what passed. `registrar`, `justice`, `recovery`: who holds that role.
 * - `governor`, `court`, `constitution`: that institution alone. `timelock`, `tribunal`: that one, to itself.
 * - `founder`: whoever created the deployer, which has no use once every institution stands.
 */
export type Power =
  | "anyone"
  | "holder"
  | "citizen"
  | "spender"
  | "proposer"
  | "juror"
  | "party"
  | "government"
  | "registrar"
  | "justice"
  | "recovery"
  | "governor"
  | "court"
  | "tribunal"
  | "timelock"
  | "constitution"
  | "founder";

/** A contract of the table: the institutions, and the deployer that created them. */
export type PoweredName = InstitutionName | "deployer";

type SpokenBy<name extends PoweredName> = name extends InstitutionName
  ? ReturnType<Registry[name]["factory"]["createInterface"]>
  : typeof deployerInterface;

type Functions<name extends PoweredName> = Parameters<SpokenBy<name>["getFunction"]>[0];

/** The interface of a contract of the table. */
export const spokenBy = (name: PoweredName): Interface => (name === "deployer" ? deployerInterface : interfaceOf(name));

/**
 * The ONE table of powers: for each contract, who may call each function that changes state. It grants (`setTargetFunctionRole`
 * of the founding), verifies, tests (whoever is not named here is turned away) and documents itself (docs/powers.md).
 */
export const powerTable: {
  readonly [name in PoweredName]: { readonly [power in Power]?: readonly Functions<name>[] };
} = {
  deployer: {
    founder: ["deploy"],
  },
  constitution: {
    anyone: ["multicall", "schedule", "execute", "cancel", "consumeScheduledOp"],
    holder: ["renounceRole"],
    citizen: ["resign"],
    government: [
      "enact",
      "amend",
      "repeal",
      "appoint",
      "dismiss",
      "grantRole",
      "revokeRole",
      "labelRole",
      "setRoleAdmin",
      "setRoleGuardian",
      "setGrantDelay",
      "setTargetFunctionRole",
      "setTargetAdminDelay",
      "setTargetClosed",
      "updateAuthority",
    ],
  },
  nation: {
    government: ["setName", "setMotto", "setDomain", "setDaoURI", "setFlag", "appointInstitution"],
    constitution: ["setAuthority"],
  },
  passport: {},
  citizenship: {
    anyone: ["requestAdmission", "withdrawRequest", "redeem", "markLapsed", "delegateBySig"],
    holder: ["safeTransferFrom(address,address,uint256)", "safeTransferFrom(address,address,uint256,bytes)"],
    citizen: ["delegate", "renounce"],
    registrar: ["invite", "admit", "admitBatch", "admitSigned", "renew"],
    justice: ["suspend", "reinstate", "revoke"],
    recovery: ["move"],
    government: ["setProvision", "tryProvision", "ratifyProvision"],
    constitution: ["setAuthority"],
  },
  treasury: {
    spender: ["spend"],
    government: ["pay", "openBudget", "closeBudget", "setProvision", "tryProvision", "ratifyProvision"],
    constitution: ["setAuthority"],
  },
  coin: {
    anyone: [
      "transfer",
      "transferFrom",
      "transferNet",
      "transferNetFrom",
      "transferAndCall(address,uint256)",
      "transferAndCall(address,uint256,bytes)",
      "transferFromAndCall(address,address,uint256)",
      "transferFromAndCall(address,address,uint256,bytes)",
      "approve",
      "approveAndCall(address,uint256)",
      "approveAndCall(address,uint256,bytes)",
      "permit",
      "transferWithAuthorization(address,address,uint256,uint256,uint256,bytes32,bytes)",
      "transferWithAuthorization(address,address,uint256,uint256,uint256,bytes32,uint8,bytes32,bytes32)",
      "receiveWithAuthorization(address,address,uint256,uint256,uint256,bytes32,bytes)",
      "receiveWithAuthorization(address,address,uint256,uint256,uint256,bytes32,uint8,bytes32,bytes32)",
      "cancelAuthorization(address,bytes32,bytes)",
      "cancelAuthorization(address,bytes32,uint8,bytes32,bytes32)",
    ],
    government: ["mint", "setExemption", "setProvision", "tryProvision", "ratifyProvision"],
    constitution: ["setAuthority"],
  },
  stake: {
    anyone: ["delegateBySig", "onTransferReceived", "unstakeEnded", "withdraw"],
    citizen: ["stake", "unstake", "delegate"],
    justice: ["slash"],
    government: ["setProvision", "tryProvision", "ratifyProvision"],
    constitution: ["setAuthority"],
  },
  timelock: {
    anyone: ["onERC721Received", "onERC1155Received", "onERC1155BatchReceived"],
    holder: ["renounceRole"],
    governor: ["schedule", "scheduleBatch", "cancel", "execute", "executeBatch"],
    timelock: ["updateDelay", "grantRole", "revokeRole"],
  },
  governor: {
    anyone: [
      "castVoteBySig",
      "castVoteWithReasonAndParamsBySig",
      "castVotesBySig",
      "queue",
      "execute",
      "onERC721Received",
      "onERC1155Received",
      "onERC1155BatchReceived",
    ],
    citizen: ["propose", "castVote", "castVoteWithReason", "castVoteWithReasonAndParams"],
    proposer: ["cancel"],
    government: ["relay", "setProvision", "tryProvision", "ratifyProvision"],
  },
  randomness: {
    anyone: ["request", "pin", "renew", "submit", "fallBack"],
  },
  juryRoll: {
    anyone: ["withdraw", "onTransferReceived"],
    citizen: ["enrol", "retire"],
    court: ["draw", "release", "penalize"],
    justice: ["slash"],
    government: ["setProvision", "tryProvision", "ratifyProvision"],
    constitution: ["setAuthority"],
  },
  court: {
    anyone: [
      "createDispute",
      "submitEvidence",
      "advance",
      "draw",
      "fundAppeal",
      "appeal",
      "execute",
      "settle",
      "settleContribution",
      "claim",
      "claimForCitizen",
    ],
    citizen: ["recuse", "voteInPlenary"],
    juror: ["commit", "reveal"],
    government: ["appointRandomness", "setProvision", "tryProvision", "ratifyProvision"],
    constitution: ["setAuthority"],
  },
  agreements: {
    anyone: ["open", "sign", "lapse", "complete", "settle", "divide", "claim", "claimForCitizen"],
    party: ["decline", "declarePerformed", "dispute", "answer"],
    court: ["rule"],
  },
  tribunal: {
    anyone: ["challenge", "enforce", "collectFine", "claim", "claimForCitizen"],
    citizen: ["answer"],
    court: ["rule"],
    tribunal: ["impose"],
    government: ["setProvision", "tryProvision", "ratifyProvision"],
    constitution: ["setAuthority"],
  },
};

/** What else there is to know of a function's power. */
export const powerNotes: { readonly [name in PoweredName]?: { readonly [method: string]: string } } = {
  constitution: {
    multicall: "as far as the caller may make the calls",
    schedule: "only what the caller may call, with the delay of the caller's role",
    execute: "only what the caller may call",
    cancel: "only the caller's own, unless a guardian's or the government's",
    consumeScheduledOp: "only for the calling contract's own functions",
  },
  citizenship: {
    "safeTransferFrom(address,address,uint256)": "reverts always: citizenships are soulbound",
    "safeTransferFrom(address,address,uint256,bytes)": "reverts always: citizenships are soulbound",
    redeem: "with a voucher that a registrar signed",
    markLapsed: "only those whose term is over",
    reinstate: "anyone, once the suspension's time is over",
    delegateBySig: "with the citizen's signature",
  },
  coin: {
    permit: "with the holder's signature",
    transferFrom: "as far as the holder allowed it",
    transferNetFrom: "as far as the holder allowed it",
  },
  stake: {
    delegateBySig: "with the citizen's signature",
    onTransferReceived: "the civic coin alone, which stakes what is sent with transferAndCall",
    unstakeEnded: "only the stake of a citizen whose citizenship has ended",
    withdraw: "only to the citizen's own account, after the cooldown",
  },
  governor: {
    castVotesBySig: "with the citizens' signatures",
    castVoteBySig: "with the citizen's signature",
    castVoteWithReasonAndParamsBySig: "with the citizen's signature",
    queue: "only what passed",
    execute: "only what passed and waited",
    cancel: "the proposer alone, until the vote opens",
  },
  randomness: {
    submit: "only with the beacon; the round's true signature",
    fallBack: "only with the beacon; when it was silent for seven days",
  },
  juryRoll: {
    withdraw: "only to the account that holds the citizenship, or held it last, with no duty open",
    onTransferReceived: "the civic coin alone, which enrols whoever sends the bond with transferAndCall",
    slash: "only bonds",
  },
  court: {
    createDispute: "by a contract that takes rulings, for the cost",
    appeal: "the contract that brought the case; everybody else by `fundAppeal`",
    draw: "the same panel whoever draws",
    execute: "only the final ruling, to the contract that brought the case",
    claim: "only to the account that is owed",
    claimForCitizen: "only to the account that holds the citizenship, or held it last",
    voteInPlenary: "who was a citizen when it was called, and is not excused",
    appointRandomness: "for draws to come; a constitutional decision",
  },
  agreements: {
    sign: "with each party's signature, or by the party",
    settle: "what all parties agree on",
    divide: "as the court ruled",
    claim: "only to the account that is owed",
    claimForCitizen: "only to the account that holds the citizenship, or held it last",
  },
  tribunal: {
    challenge: "for the court's cost and a bond",
    answer: "the accused alone, while the court hears evidence",
    enforce: "only what the court ruled",
    collectFine: "only what a fine left unpaid, from stake and bonds",
    claim: "only to the account that is owed",
    claimForCitizen: "only to the account that holds the citizenship, or held it last",
  },
  timelock: {
    grantRole: "so that nobody does, unless the government decides it",
    revokeRole: "so that nobody does, unless the government decides it",
  },
};

/** One line of the table. */
export interface PowerEntry {
  readonly contract: PoweredName;
  readonly power: Power;
  readonly function: FunctionFragment;
  /** As an institution is asked for it: `invite(address[],uint40)`. */
  readonly signature: string;
  readonly selector: string;
  readonly note: string | undefined;
}

let entries: readonly PowerEntry[] | undefined;

/** The table line by line. */
export function powers(): readonly PowerEntry[] {
  entries ??= lines();
  return entries;
}

function lines(): PowerEntry[] {
  return (Object.keys(powerTable) as PoweredName[]).flatMap((contract) => {
    const iface = spokenBy(contract);
    const byPower = Object.entries(powerTable[contract]) as [Power, readonly string[]][];
    return byPower.flatMap(([power, methods]) =>
      methods.map((method) => {
        const fragment = iface.getFunction(method)!;
        const { selector } = fragment;
        return {
          contract,
          power,
          function: fragment,
          signature: fragment.format("sighash"),
          selector,
          note: powerNotes[contract]?.[method],
        };
      }),
    );
  });
}

/** The powers that the constitution decides on: what its table of function roles must say. */
const DECIDED = new Set<Power>(["government", "registrar", "justice", "recovery"]);

/** Institutions that the authority governs by roles of functions; its own acts, and the timelock's, are guarded by themselves. */
export const managed: readonly InstitutionName[] = institutionNames.filter((name) =>
  interfaceOf(name).hasFunction("authority()"),
);

/** The role that a function of a governed institution must have: the government's, unless another is named. */
export const roleOf = (power: Power): bigint =>
  DECIDED.has(power) ? roles[power as keyof typeof roles] : roles.government;

/** What the founding writes into the constitution: the functions of which not the government disposes. */
export function functionRoles(): { institution: InstitutionName; role: bigint; selectors: string[] }[] {
  return managed.flatMap((institution) =>
    (["registrar", "justice", "recovery"] as const).flatMap((power) => {
      const selectors = powers()
        .filter((entry) => entry.contract === institution && entry.power === power)
        .map(({ selector }) => selector);
      return selectors.length === 0 ? [] : [{ institution, role: roles[power], selectors }];
    }),
  );
}
