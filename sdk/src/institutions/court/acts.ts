import type { Address } from "../../core/address";
import { addressOf } from "../../core/directory";
import { wei, type Wei } from "../../core/units";
import { asyncWrite, writer, type AsyncWrite, type Change, type ReceiptEvents, type Write } from "../../core/write";
import type { Court } from "../../generated/contracts";
import { citizenId as idUnit, type CitizenId } from "../citizenship/units";
import { requestId as requestUnit, type RequestId } from "../randomness/units";
import { readyContribution, type Contribution, type ReadyContribution } from "./appeals";
import {
  readyCommit,
  readyReveal,
  type ReadyCommit,
  type ReadyReveal,
  type VoteToCommit,
  type VoteToReveal,
} from "./ballots";
import { tracks, type CasePhase, type CaseTrack } from "./case";
import type { CourtReader } from "./cases";
import type { DrawSome } from "./draws";
import { evidenceUri, requireShort, type EvidenceStatement, type PublishedEvidence } from "./evidence";
import { extraDataOf, type DisputeTerms } from "./extra-data";
import { caseId as caseUnit, type CaseId } from "./units";

interface OfCase {
  readonly caseId: CaseId;
}

/** A case as it was brought. */
export interface OpenedCase extends OfCase {
  readonly arbitrable: Address;
  readonly track: CaseTrack;
  readonly choices: number;
  /** What was paid for it. */
  readonly fees: Wei;
}

/** A vote given in the open. */
export interface GivenVote extends OfCase {
  readonly citizenId: CitizenId;
  readonly round: number;
  /** The choice, or a ranking of choices, which `readRanking` reads. */
  readonly choice: number;
  readonly justification: string;
}

/** What a contribution to an appeal came to. */
export interface Contributed extends OfCase {
  readonly round: number;
  readonly choice: number;
  /** What the side took. */
  readonly amount: Wei;
  /** What it did not need, and the account can claim back. */
  readonly surplus: Wei;
}

/** A round whose fees were shared out. */
export interface SettledRound extends OfCase {
  readonly round: number;
  /** What each juror who voted is owed. */
  readonly share: Wei;
  readonly toTreasury: Wei;
}

/** The acts on cases, each in one transaction. */
export interface CourtActs {
  /** Brings a case as the account itself, which the ruling is then delivered to: for contracts and for the nation's own calls. */
  readonly open: Write<DisputeTerms & { readonly choices: number; readonly cost: Wei }, OpenedCase, bigint>;
  /** Submits evidence, while the case hears it. */
  readonly submitEvidence: Write<
    OfCase & { readonly evidence: EvidenceStatement | PublishedEvidence },
    OfCase & { readonly by: Address; readonly uri: string }
  >;
  /** Excuses the connected citizen from the panels of a case. */
  readonly recuse: Write<OfCase, OfCase & { readonly citizenId: CitizenId }>;
  /** Moves a case on whose phase is over; the result says which phase comes next. Anyone's. */
  readonly advance: Write<OfCase, OfCase & { readonly phase: CasePhase; readonly ruling: number | undefined }>;
  /** Draws in one transaction, as far as so many tries go; `draw` goes on to the end. Anyone's. */
  readonly drawSome: DrawSome;
  /** Asks for another seed, of the source that is appointed now, where none came in 30 days. Anyone's. */
  readonly requestAgain: Write<OfCase, OfCase & { readonly randomness: Address; readonly requestId: RequestId }>;
  /** Seals the connected juror's vote and hands it in, or replaces it. */
  readonly commit: AsyncWrite<VoteToCommit, ReadyCommit>;
  /** Reveals the connected juror's vote, with its reasons; what was sealed is found again. */
  readonly reveal: AsyncWrite<VoteToReveal, GivenVote>;
  /** Votes in the plenary, in the open. Every citizen's. */
  readonly voteInPlenary: Write<OfCase & { readonly choice: number; readonly justification?: string }, GivenVote>;
  /** Contributes to a side of the appeal against the ruling. Anyone's. */
  readonly fundAppeal: AsyncWrite<Contribution, Contributed>;
  /** Appeals at one go, for the contract that brought the case. */
  readonly appeal: Write<OfCase & { readonly cost: Wei }, OfCase>;
  /** Delivers the ruling of a final case; if the receiver refuses it, it can be delivered again. Anyone's. */
  readonly execute: Write<OfCase, OfCase & { readonly ruling: number; readonly delivered: boolean }, boolean>;
  /** Shares out the fees of a round of a final case, and releases its jurors. Anyone's. */
  readonly settle: Write<OfCase & { readonly round: number }, SettledRound>;
  /** Credits a contributor to an appeal with what is due. Anyone's. */
  readonly settleContribution: Write<
    OfCase & { readonly round: number; readonly choice: number; readonly contributor: Address },
    { readonly contributor: Address; readonly amount: Wei },
    bigint
  >;
  /** Appoints where randomness comes from, for draws that begin from now on. The government's. */
  readonly appointRandomness: Write<{ readonly randomness: Address }, Change<Address>>;
}

/** The court wants to give the receiver of a ruling two million gas, whatever it takes of it. */
const EXECUTE_GAS = 3_000_000n;

/** A case as the contract announces it. */
export type OpenedFields = Readonly<{
  caseId: bigint;
  arbitrable: string;
  track: bigint;
  choices: bigint;
  fees: bigint;
}>;

/** A case as it was brought. */
export const toOpened = ({ caseId, arbitrable, track, choices, fees }: OpenedFields): OpenedCase => ({
  caseId: caseUnit.from(caseId),
  arbitrable,
  track: tracks[Number(track)],
  choices: Number(choices),
  fees: wei.from(fees),
});

function givenVoteOf({ get }: ReceiptEvents<Court>): GivenVote {
  const { caseId, citizenId, round, choice, justification } = get("VoteRevealed");
  return {
    caseId: caseUnit.from(caseId),
    citizenId: idUnit.from(citizenId),
    round: Number(round),
    choice: Number(choice),
    justification,
  };
}

/** The phase that an advance led to, by what it announced last. */
function phaseAfter({ all }: ReceiptEvents<Court>): CasePhase {
  if (all("CaseDecided").length > 0) return "final";
  if (all("PlenaryOpened").length > 0) return "plenary";
  if (all("RollFrozen").length > 0) return "draw";
  return all("AppealPossible").length > 0 ? "appeal" : "evidence";
}

/** What was ruled, if a round was closed with enough votes, or the case was decided. */
function ruledIn({ all }: ReceiptEvents<Court>): number | undefined {
  const closed = all("RoundClosed").find(({ hadQuorum }) => hadQuorum);
  const ruling = closed?.ruling ?? all("CaseDecided").at(0)?.ruling;
  return ruling === undefined ? undefined : Number(ruling);
}

const justified = (text: string): string =>
  requireShort(text, "a justification", "publish it elsewhere and pass its address");

/** The acts of the court. */
export function courtActs(reader: CourtReader): CourtActs {
  const { connection, contract } = reader;
  const write = writer(contract, addressOf(connection, "court"), connection.runner);

  return {
    open: write(contract.createDispute, {
      args: ({ choices, ...terms }) => [choices, extraDataOf(terms)],
      value: ({ cost }) => cost,
      result: ({ get }) => toOpened(get("CaseOpened")),
    }),
    submitEvidence: write(contract.submitEvidence, {
      args: ({ caseId, evidence }) => [caseId, evidenceUri(evidence)],
      result: ({ get }) => {
        const { evidenceGroupId, party, evidence } = get("Evidence");
        return { caseId: caseUnit.from(evidenceGroupId), by: party, uri: evidence };
      },
    }),
    recuse: write(contract.recuse, {
      args: ({ caseId }) => [caseId],
      result: ({ get }) => {
        const { caseId, citizenId } = get("CitizenExcused");
        return { caseId: caseUnit.from(caseId), citizenId: idUnit.from(citizenId) };
      },
    }),
    advance: write(contract.advance, {
      args: ({ caseId }) => [caseId],
      result: (emitted, { caseId }) => ({ caseId, phase: phaseAfter(emitted), ruling: ruledIn(emitted) }),
    }),
    drawSome: write(contract.draw, {
      args: ({ caseId, tries }) => [caseId, tries],
      result: ({ all }) => ({
        seated: all("JurorsSeated").flatMap(({ citizenIds }) => [...citizenIds].map((id) => idUnit.from(id))),
        isComplete: all("PanelCompleted").length > 0,
        isPlenary: all("PlenaryOpened").length > 0,
      }),
    }),
    requestAgain: write(contract.requestAgain, {
      args: ({ caseId }) => [caseId],
      result: ({ get }) => {
        const { caseId, randomness, requestId } = get("RollFrozen");
        return { caseId: caseUnit.from(caseId), randomness, requestId: requestUnit.from(requestId) };
      },
    }),
    commit: asyncWrite(
      write(contract.commit, {
        args: ({ caseId, round, seat, commitment }: ReadyCommit) => [caseId, round, seat, commitment],
        result: ({ get }, ready) => {
          get("VoteCommitted"); // Throws if there is none.
          return ready;
        },
      }),
      (vote: VoteToCommit) => readyCommit(reader, vote),
    ),
    reveal: asyncWrite(
      write(contract.reveal, {
        args: ({ caseId, round, seat, choice, salt, justification }: ReadyReveal) => [
          caseId,
          round,
          seat,
          choice,
          salt,
          justified(justification),
        ],
        result: givenVoteOf,
      }),
      (vote: VoteToReveal) => readyReveal(reader, vote),
    ),
    voteInPlenary: write(contract.voteInPlenary, {
      args: ({ caseId, choice, justification = "" }) => [caseId, choice, justified(justification)],
      result: givenVoteOf,
    }),
    fundAppeal: asyncWrite(
      write(contract.fundAppeal, {
        args: ({ caseId, choice }: ReadyContribution) => [caseId, choice],
        value: ({ amount }: ReadyContribution) => amount,
        result: ({ get, all }) => {
          const { caseId, round, choice, amount } = get("AppealFunded");
          return {
            caseId: caseUnit.from(caseId),
            round: Number(round),
            choice: Number(choice),
            amount: wei.from(amount),
            surplus: wei.from(all("Credited").at(0)?.amount ?? 0n),
          };
        },
      }),
      (contribution: Contribution) => readyContribution(reader, contribution),
    ),
    appeal: write(contract.appeal, {
      args: ({ caseId }) => [caseId, "0x"],
      value: ({ cost }) => cost,
      result: ({ get }) => ({ caseId: caseUnit.from(get("AppealDecision").disputeId) }),
    }),
    execute: write(contract.execute, {
      args: ({ caseId }) => [caseId],
      gasLimit: EXECUTE_GAS,
      result: ({ all, get }) => {
        const delivered = all("RulingDelivered").at(0);
        const { caseId, ruling } = delivered ?? get("RulingRefused");
        return { caseId: caseUnit.from(caseId), ruling: Number(ruling), delivered: delivered !== undefined };
      },
    }),
    settle: write(contract.settle, {
      args: ({ caseId, round }) => [caseId, round],
      result: ({ get }) => {
        const { caseId, round, share, toTreasury } = get("RoundSettled");
        return {
          caseId: caseUnit.from(caseId),
          round: Number(round),
          share: wei.from(share),
          toTreasury: wei.from(toTreasury),
        };
      },
    }),
    settleContribution: write(contract.settleContribution, {
      args: ({ caseId, round, choice, contributor }) => [caseId, round, choice, contributor],
      result: ({ get }) => {
        const { contributor, amount } = get("ContributionSettled");
        return { contributor, amount: wei.from(amount) };
      },
    }),
    appointRandomness: write(contract.appointRandomness, {
      args: ({ randomness }) => [randomness],
      before: () => contract.randomness(),
      result: ({ get }, _params, before) => ({ before, after: get("RandomnessAppointed").randomness }),
    }),
  };
}
