import { MaxUint256 } from "ethers";
import type { Address } from "../../core/address";
import { heads, moment, wei, type Heads, type Moment, type Wei } from "../../core/units";
import { citizenId as idUnit, type CitizenId } from "../citizenship/units";
import { requestId as requestUnit, type RequestId } from "../randomness/units";
import type { CaseView, RoundView } from "./case-words";
import type { CaseId } from "./units";

/** In the order of the contract's numbers. */
export const tracks = ["general", "fast"] as const;

/** How fast a case goes, and how much it costs. */
export type CaseTrack = (typeof tracks)[number];

const phases = ["none", "evidence", "draw", "commit", "reveal", "appeal", "plenary", "final", "executed"] as const;

/**
 * Where a case stands: it hears evidence, a panel is drawn, jurors hand in sealed votes, reveal them, the ruling can be appealed
 * against, every citizen votes, the ruling waits to be delivered, it was delivered.
 */
export type CasePhase = Exclude<(typeof phases)[number], "none">;

/** A phase of a case that was brought, as the contract gives it. */
export const toPhase = (code: bigint): CasePhase => phases[Number(code)] as CasePhase;

/** How many seats have rounds of the size that stands for the plenary, which has none. */
const PLENARY_SIZE = 31n;

/** A seat of a panel. */
export interface PanelSeat {
  /** Its number on the panel, from 0. */
  readonly seat: number;
  readonly citizenId: CitizenId;
  /** Whether a vote was handed in, or revealed. */
  readonly vote: "none" | "sealed" | "revealed";
  /** The vote, or the first choice of a ranking; undefined until it is revealed. */
  readonly choice: number | undefined;
}

/** What the appeal against a round raised for a choice. */
export interface RaisedSide {
  readonly choice: number;
  readonly raised: Wei;
  readonly needed: Wei;
  readonly isFunded: boolean;
}

/** Two choices, as the rankings of a round see them. */
export interface RankedPair {
  readonly choice: number;
  readonly other: number;
  /** How many put `choice` before `other`. All who voted else put it behind. */
  readonly before: Heads;
}

/** A round of a case. */
export interface CaseRound {
  /** From 0. */
  readonly round: number;
  /** How many seats rounds of its size have; undefined for the plenary, in which every citizen votes. */
  readonly size: number | undefined;
  readonly isPlenary: boolean;
  /** Whether it replaces a panel of which too few voted. */
  readonly isRedraw: boolean;
  /** What its jurors share. */
  readonly fees: Wei;
  /** When the roll was frozen, or the plenary's snapshot was taken; undefined before. */
  readonly frozenAt: Moment | undefined;
  /** Where the draw's seed comes from, and under which number; undefined if nothing is drawn yet. */
  readonly seed: { readonly randomness: Address; readonly requestId: RequestId } | undefined;
  /** How many positions of the roll were looked at. */
  readonly tries: number;
  /** Until when votes are handed in; undefined before the panel is complete. */
  readonly commitEndsAt: Moment | undefined;
  /** Until when votes are revealed; undefined before the panel is complete. */
  readonly revealEndsAt: Moment | undefined;
  readonly panel: readonly PanelSeat[];
  /** How many voted. */
  readonly voted: Heads;
  /** How many votes each choice has, from choice 0 on: of rankings as the first choice. Empty in a plenary of rankings. */
  readonly ballots: readonly Heads[];
  /** How many rankings put one choice before another, for each two of them; empty on a line. */
  readonly pairs: readonly RankedPair[];
  /** What it ruled; undefined if it did not. */
  readonly ruling: number | undefined;
  /** Whether its fees were shared out and its jurors released. */
  readonly isSettled: boolean;
  /** What an appeal against it raised: the sides with any contribution. */
  readonly sides: readonly RaisedSide[];
}

/** A side of an appeal that can be brought now. */
export interface AppealSide extends RaisedSide {
  /** Whether it is the side of the ruling that the appeal is against. */
  readonly isRuling: boolean;
  readonly missing: Wei;
  /** Until when it takes contributions. */
  readonly until: Moment;
  /** Whether it takes contributions now. */
  readonly isOpen: boolean;
}

/** An appeal that can be brought now. */
export interface Appeal {
  /** The ruling that it is against. */
  readonly against: number;
  /** What the next round costs. */
  readonly cost: Wei;
  /** Until when sides against the ruling take contributions. */
  readonly halfTimeAt: Moment;
  /** Until when the ruling's own side does. */
  readonly endsAt: Moment;
  /** Whether a side against the ruling is funded: then there is another round, whatever the others raise. */
  readonly isBrought: boolean;
  /** Every choice, from 0 on. */
  readonly sides: readonly AppealSide[];
}

/** What the connected account has to do with a case. */
export interface Viewer {
  readonly citizenId: CitizenId;
  /** The account's seat on the present panel; undefined if it has none. */
  readonly seat: number | undefined;
  /** Whether the citizen is a party or stepped aside, and is drawn for no panel. */
  readonly isExcused: boolean;
}

/** What is done about a case, by its name in the SDK: `nation.court[act]`. */
export type CaseAct =
  | "submitEvidence"
  | "recuse"
  | "advance"
  | "draw"
  | "requestAgain"
  | "commit"
  | "reveal"
  | "fundAppeal"
  | "voteInPlenary"
  | "execute"
  | "settleAll";

/** Something that can be done about a case, now or later. */
export interface NextAct {
  readonly act: CaseAct;
  readonly by: "anyone" | "citizens" | "jurors";
  /** Which of the jurors; undefined for anyone and for citizens. */
  readonly citizenIds: readonly CitizenId[] | undefined;
  /** Whether it can be done now. */
  readonly isOpen: boolean;
  /** From when on it can be done; undefined if it can be done now. */
  readonly from: Moment | undefined;
  /** Until when; undefined if that does not depend on the clock. */
  readonly until: Moment | undefined;
  /** Whether it can be done now by the connected account, as far as the case shows. */
  readonly isYours: boolean;
  /** The same in a sentence. */
  readonly text: string;
}

/** A case, with all there is to know of it at one block. */
export interface Case {
  readonly id: CaseId;
  /** The contract that brought it, and that the ruling is delivered to. */
  readonly arbitrable: Address;
  readonly track: CaseTrack;
  /** Whether its choices lie on a line, so that the median vote decides. Otherwise votes rank them, see `rankingOf`. */
  readonly isLine: boolean;
  /**
   * Whether its last choice ends a citizenship: then it takes a constitutional majority in the plenary and, unless the case is one of
   * panels only, four of five seats and eight of eleven others, without an appeal.
   */
  readonly isEnding: boolean;
  /** Whether no appeal leads from the panel of eleven to the plenary. */
  readonly isPanelsOnly: boolean;
  /** How many rulings there are besides 0, the refusal to decide. */
  readonly choices: number;
  readonly phase: CasePhase;
  /** When the phase can be left; undefined if that does not depend on the clock. */
  readonly endsAt: Moment | undefined;
  /** The ruling so far, 0 being the refusal to decide; undefined before there is one. */
  readonly ruling: number | undefined;
  /** Whether the ruling is the last word. */
  readonly isFinal: boolean;
  /** The appeal that can be brought now; undefined if none can. */
  readonly appeal: Appeal | undefined;
  /** The parties, who are drawn for none of its panels. In the plenary they vote. */
  readonly excused: readonly CitizenId[];
  /** Its rounds, the last of which is the present one. */
  readonly rounds: readonly CaseRound[];
  /** The present round. */
  readonly round: CaseRound;
  /** Undefined if the connected account holds no citizenship, or there is none. */
  readonly viewer: Viewer | undefined;
  /** What can be done, and by whom: first what can be done now, then what comes next. */
  readonly next: readonly NextAct[];
  readonly block: number;
  /** The moment at which all of this holds. */
  readonly at: Moment;
}

const someMoment = (raw: bigint): Moment | undefined => (raw === 0n ? undefined : moment.from(raw));

function toSide({ choice, raised, needed }: { choice: bigint; raised: bigint; needed: bigint }): RaisedSide {
  return {
    choice: Number(choice),
    raised: wei.from(raised),
    needed: wei.from(needed),
    isFunded: raised >= needed,
  };
}

/** In the contract's order: 0 and 1, 0 and 2, ..., 1 and 2, .... */
function toPairs(counts: readonly bigint[]): RankedPair[] {
  const pairs: RankedPair[] = [];
  for (let choice = 0, index = 0; index < counts.length; choice++) {
    const others = (1 + Math.sqrt(1 + 8 * counts.length)) / 2;
    for (let other = choice + 1; other < others; other++, index++) {
      pairs.push({ choice, other, before: heads.from(counts[index]) });
    }
  }
  return pairs;
}

function toRound(raw: RoundView, round: number): CaseRound {
  const isPlenary = raw.size === PLENARY_SIZE;
  return {
    round,
    size: isPlenary ? undefined : Number(raw.size),
    isPlenary,
    isRedraw: raw.isRedraw,
    fees: wei.from(raw.fees),
    frozenAt: someMoment(raw.frozenAt),
    seed: raw.requestId === 0n ? undefined : { randomness: raw.randomness, requestId: requestUnit.from(raw.requestId) },
    tries: Number(raw.tries),
    commitEndsAt: someMoment(raw.commitEndsAt),
    revealEndsAt: someMoment(raw.revealEndsAt),
    panel: raw.panel.map(({ citizenId, hasCommitted, hasVoted, choice }, seat) => ({
      seat,
      citizenId: idUnit.from(citizenId),
      vote: hasVoted ? "revealed" : hasCommitted ? "sealed" : "none",
      choice: hasVoted ? Number(choice) : undefined,
    })),
    voted: heads.from(raw.voted),
    ballots: raw.ballots.map((count) => heads.from(count)),
    pairs: toPairs(raw.pairs),
    ruling: raw.hasRuling ? Number(raw.ruling) : undefined,
    isSettled: raw.isSettled,
    sides: raw.sides.map(toSide),
  };
}

function toAppeal(raw: CaseView, round: CaseRound, opensAt: bigint, at: Moment): Appeal {
  const ruling = Number(raw.ruling);
  const endsAt = moment.from(raw.endsAt);
  const halfTimeAt = moment.from(raw.endsAt - (raw.endsAt - opensAt) / 2n);
  const sides = Array.from({ length: Number(raw.choices) + 1 }, (_, choice): AppealSide => {
    const isRuling = choice === ruling;
    // The cost and a stake: of once the cost for the ruling's own side, and twice for any other.
    const needed = wei.from(raw.appealCost * (isRuling ? 2n : 3n));
    const raised = round.sides.find((side) => side.choice === choice)?.raised ?? wei.from(0n);
    const until = isRuling ? endsAt : halfTimeAt;
    const isFunded = raised >= needed;
    return {
      choice,
      isRuling,
      raised,
      needed,
      missing: wei.from(isFunded ? 0n : needed - raised),
      isFunded,
      until,
      // Whoever answers an appeal may join the ruling's own side with any amount.
      isOpen: (isRuling || !isFunded) && at < until,
    };
  });
  const isBrought = sides.some(({ isRuling, isFunded }) => !isRuling && isFunded);
  return { against: ruling, cost: wei.from(raw.appealCost), halfTimeAt, endsAt, isBrought, sides };
}

/** What a case is made of, as the contracts answer. */
export interface Answered {
  readonly caseId: CaseId;
  readonly view: CaseView;
  /** When its appeal opened; 0 if it is in none. */
  readonly appealOpensAt: bigint;
  /** Whose citizenship the connected account holds; 0 if nobody's. */
  readonly citizenId: bigint;
  /** Whether that citizen stepped aside. */
  readonly isRecused: boolean;
  readonly block: number;
  readonly at: Moment;
}

/** A case as the SDK gives it. */
export function toCase(answered: Answered): Omit<Case, "next"> {
  const { caseId, view: raw, appealOpensAt, citizenId, isRecused, block, at } = answered;
  const rounds = raw.rounds.map(toRound);
  const round = rounds[rounds.length - 1];
  const phase = toPhase(raw.phase); // No case that exists has none.
  const isFinal = phase === "final" || phase === "executed";
  const excused = raw.excused.map((id) => idUnit.from(id));
  const seat = round.panel.find((held) => held.citizenId === citizenId)?.seat;
  return {
    id: caseId,
    arbitrable: raw.arbitrable,
    track: tracks[Number(raw.track)],
    isLine: raw.isLine,
    isEnding: raw.isEnding,
    isPanelsOnly: raw.isPanelsOnly,
    choices: Number(raw.choices),
    phase,
    endsAt: someMoment(raw.endsAt),
    ruling: isFinal || rounds.some(({ ruling }) => ruling !== undefined) ? Number(raw.ruling) : undefined,
    isFinal,
    appeal: phase === "appeal" && raw.appealCost !== MaxUint256 ? toAppeal(raw, round, appealOpensAt, at) : undefined,
    excused,
    rounds,
    round,
    viewer:
      citizenId === 0n
        ? undefined
        : { citizenId: idUnit.from(citizenId), seat, isExcused: isRecused || excused.some((id) => id === citizenId) },
    block,
    at,
  };
}
