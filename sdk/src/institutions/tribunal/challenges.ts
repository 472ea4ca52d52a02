import type { Address } from "../../core/address";
import { addressOf, type Connection } from "../../core/directory";
import type { EventLocation, Events, LogRange } from "../../core/events";
import { message, type Message } from "../../core/messages";
import { multicall, readEncoder } from "../../core/reader";
import { moment, seconds, wei, type Moment, type Seconds, type Wei } from "../../core/units";
import { providerOf } from "../../core/write";
import { Court__factory, type Tribunal } from "../../generated/contracts";
import type { ChallengeStructOutput } from "../../generated/contracts/Tribunal";
import { citizenId as idUnit, type CitizenId } from "../citizenship/units";
import { toPhase, type CasePhase } from "../court/case";
import { caseId as caseUnit, type CaseId } from "../court/units";
import {
  chargeMessage,
  describeSanction,
  sanctionMessage,
  toCharge,
  toSanction,
  type Charge,
  type Sanction,
} from "./charges";
import type { TribunalEventUnits } from "./events";
import { tribunalMessages } from "./messages";
import { toOutcome, type ChallengeOutcome } from "./outcomes";

/** A sanction that a challenge asks for. */
export interface AskedSanction {
  /** Its number in the challenge, from 0. */
  readonly index: number;
  readonly sanction: Sanction;
  /** Whether it was carried out, or has nothing left to take effect on. */
  readonly isEnforced: boolean;
  /** It in words. */
  readonly text: string;
}

/** What the accused replied. */
export interface ChallengeReply extends EventLocation {
  /** The account that held the citizenship then. */
  readonly by: Address;
  readonly statement: string;
}

/** All there is to know of a challenge. */
export interface Challenge {
  /** The challenge's number, which is its case's before the court. */
  readonly caseId: CaseId;
  /** Who is challenged. */
  readonly citizenId: CitizenId;
  readonly charge: Charge;
  /** Which version of the article was in force then; undefined unless the ground is an offence. */
  readonly articleVersion: number | undefined;
  /** The account that brought it. */
  readonly challenger: Address;
  /** The citizen who brought it; undefined if that was none. */
  readonly challengerId: CitizenId | undefined;
  readonly openedAt: Moment;
  /** What the challenger put at risk. */
  readonly bond: Wei;
  /** How long the same challenge cannot be brought again if this one fails. */
  readonly coolOff: Seconds;
  /**
   * Whether the accused was in the waiting period when it was brought: panels decide by their median if the roll fills them, and the vote
   * sleeps until the ruling.
   */
  readonly isNewcomer: boolean;
  /** Whether the accused replied. */
  readonly isAnswered: boolean;
  /** The case in which the plenary decides again, or has; undefined if there is none. */
  readonly reopenedAs: CaseId | undefined;
  readonly outcome: ChallengeOutcome;
  readonly sanctions: readonly AskedSanction[];
  /** Until when what was granted can be carried out; undefined unless it was granted. */
  readonly lapsesAt: Moment | undefined;
  /** Until when anyone can have the plenary decide again, see `reopen`; undefined if that is impossible. */
  readonly reopenableUntil: Moment | undefined;
  /** Whether there are sanctions to be carried out, by anyone, and it is not too late. */
  readonly isEnforceable: boolean;
  /** Where the case stands before the court. */
  readonly phase: CasePhase;
  /** What the challenger stated; undefined if that is outside the part of the log that was looked through. */
  readonly statement: string | undefined;
  /** What the accused replied. */
  readonly replies: readonly ChallengeReply[];
  /** All of it in a sentence or two. */
  readonly text: string;
  /** The same by its key and arguments, for other languages. */
  readonly message: Message;
}

/** Who reads, and what. */
export interface TribunalReader {
  readonly connection: Connection;
  readonly contract: Tribunal;
  readonly events: Events<Tribunal, TribunalEventUnits>;
}

/** What became of a challenge, in English. */
export const endings: Record<ChallengeOutcome, string> = {
  pending: "The court has not ruled.",
  undecided: "The court refused to decide.",
  dismissed: "The court dismissed it.",
  granted: "The court granted it.",
  reopened: "The court granted it, and the plenary decides again.",
  reprimanded: "The court found it founded, and reprimanded.",
};

function describe(citizenId: bigint, charge: Charge, sanctions: readonly AskedSanction[], outcome: ChallengeOutcome) {
  const items = sanctions.map(({ sanction }) => sanctionMessage(sanction));
  const asked = new Intl.ListFormat("en").format(items.map(({ text }) => text));
  const said = tribunalMessages.say("challenge", {
    citizenId,
    charge: chargeMessage(charge),
    sanctions: { key: "tribunal.list", args: { items }, text: asked },
    outcome: message({ key: `tribunal.outcome.${outcome}`, template: endings[outcome] }),
  });
  return { text: said.text, message: said };
}

type Statements = Pick<Challenge, "statement" | "replies">;

function toChallenge(
  caseId: CaseId,
  raw: ChallengeStructOutput,
  { phase, at }: { readonly phase: CasePhase; readonly at: Moment },
  statements: Statements,
): Challenge {
  const sanctions = [...raw.sanctions].map((each, index) => {
    const sanction = toSanction(each);
    return { index, sanction, isEnforced: raw.isEnforced[index], text: describeSanction(sanction) };
  });
  const charge = toCharge(
    raw.ground,
    raw.citedId,
    sanctions.map(({ sanction }) => sanction),
  );
  const outcome = toOutcome(raw.outcome);
  return {
    caseId,
    citizenId: idUnit.from(raw.citizenId),
    charge,
    articleVersion: charge.ground === "offence" ? Number(raw.articleVersion) : undefined,
    challenger: raw.challenger,
    challengerId: raw.challengerId === 0n ? undefined : idUnit.from(raw.challengerId),
    openedAt: moment.from(raw.openedAt),
    bond: wei.from(raw.bond),
    coolOff: seconds.from(raw.coolOff),
    isNewcomer: raw.isNewcomer,
    isAnswered: raw.isAnswered,
    reopenedAs: raw.reopenedAs === 0n ? undefined : caseUnit.from(raw.reopenedAs),
    outcome,
    sanctions,
    lapsesAt: raw.lapsesAt === 0n ? undefined : moment.from(raw.lapsesAt),
    reopenableUntil: raw.reopenableUntil > at ? moment.from(raw.reopenableUntil) : undefined,
    // A challenge that was not granted lapses at 0.
    isEnforceable: raw.lapsesAt > at && sanctions.some(({ isEnforced }) => !isEnforced),
    phase,
    ...statements,
    ...describe(raw.citizenId, charge, sanctions, outcome),
  };
}

/** Challenges by their numbers, at one block, with what was stated and replied. */
async function readChallenges(
  { connection, contract }: TribunalReader,
  caseIds: readonly CaseId[],
  statementsOf: (caseId: CaseId) => Statements,
): Promise<Challenge[]> {
  const court = addressOf(connection, "court");
  const encodeRead = readEncoder(contract, addressOf(connection, "tribunal"));
  const courtContract = Court__factory.connect(court, connection.runner);
  const { values, at } = await multicall(providerOf(connection.runner), [
    ...caseIds.map((id) => encodeRead(contract.challengeOf, [id], (raw) => raw)),
    ...caseIds.map((id) => readEncoder(courtContract, court)(courtContract.phaseOf, [id], toPhase)),
  ]);
  return caseIds.map((id, index) => {
    const phase = values[caseIds.length + index] as CasePhase;
    return toChallenge(id, values[index] as ChallengeStructOutput, { phase, at }, statementsOf(id));
  });
}

type Where = { readonly caseId: CaseId } | { readonly citizenId: CitizenId };

/** Challenges that match, in the order in which they were brought. */
export async function findChallenges(reader: TribunalReader, where: Where, range: LogRange): Promise<Challenge[]> {
  const [opened, answered] = await Promise.all([
    reader.events.ChallengeOpened.query({ ...range, where }),
    reader.events.ChallengeAnswered.query({ ...range, where }),
  ]);
  const statements = new Map<CaseId, Statements>(
    opened.map(({ caseId, statement }) => {
      const replies = answered.filter((reply) => reply.caseId === caseId);
      return [caseId, { statement, replies: replies.map(({ holder, ...reply }) => toReply(holder, reply)) }];
    }),
  );
  const found = "caseId" in where ? [where.caseId] : opened.map(({ caseId }) => caseId);
  return found.length === 0
    ? []
    : readChallenges(reader, found, (id) => statements.get(id) ?? { statement: undefined, replies: [] });
}

const toReply = (by: Address, reply: EventLocation & { readonly statement: string }): ChallengeReply => {
  const { statement, block, transaction, logIndex } = reply;
  return { by, statement, block, transaction, logIndex };
};
