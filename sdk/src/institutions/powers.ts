import { roles } from "../core/roles";

/** Who may call a function, and what each power means. */
export const powerMeanings = {
  anyone: "everybody, for themselves or with the signature of whom it concerns",
  holder: "whoever holds what is moved or given up",
  citizen: "an active citizen",
  spender: "whom the budget names",
  proposer: "whoever made the proposal",
  juror: "the citizen who sits on that seat of the panel",
  party: "whom the agreement, or the case, names as a party: the account that holds the citizenship, of a citizen",
  government: `the timelock, carrying out what passed (role ${roles.government})`,
  registrar: `who holds role ${roles.registrar}: the timelock, and citizens appointed to the office`,
  justice: `who holds role ${roles.justice}: the tribunal alone, which carries out what the court ruled`,
  recovery: `who holds role ${roles.recovery}: the recovery contract alone, where there is one; else nobody, until a decision of the government appoints somebody`,
  petition: `who holds role ${roles.petition}: the petitions contract alone, where there is one; it holds back what waits in the timelock, once, and strikes what the second vote refused`,
  awarder: `who holds role ${roles.awarder}: institutions that the government names, and nobody until it does; each awards points of merit for causes of its own`,
  governor: "the governor contract alone",
  court: "the court contract alone",
  tribunal: "the tribunal contract, to itself: a sanction that the court ruled",
  timelock: "the timelock contract, to itself: a decision that passed",
  constitution: "the constitution contract alone, when the government re-points an institution",
  deployer: "the nation's deployer alone, which carries out the plan of the founding and nothing else",
} as const;

/** Who may call a function. */
export type Power = keyof typeof powerMeanings;

/** The powers in the order in which a contract's functions are listed: what is everybody's first, the government's last. */
export const powerOrder = [
  "anyone",
  "holder",
  "citizen",
  "spender",
  "proposer",
  "juror",
  "party",
  "deployer",
  "registrar",
  "court",
  "justice",
  "recovery",
  "petition",
  "awarder",
  "governor",
  "tribunal",
  "timelock",
  "government",
  "constitution",
] as const satisfies readonly Power[];

/** Why there is no office of a role that somebody could expect. */
export const noOffices: ReadonlyMap<string, string> = new Map([
  ["justice", ": there is no office of justice, for the court alone suspends and revokes"],
  [
    "recovery",
    ": no charter gives the office of recovery, for its holder could move citizenships to keys of their own, without asking the citizens. The institution of recovery does so by guardians, whom citizens choose",
  ],
  ["awarder", ": institutions award points of merit, which the government names once they stand"],
]);
