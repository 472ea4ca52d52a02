import type { Address } from "../../core/address";
import type { Heads, Moment } from "../../core/units";
import type { CitizenId } from "../citizenship/units";
import type { Civic } from "../coin/units";
import type { ProposalId } from "../governor/units";
import type { EpochId } from "./units";

/** An epoch that is closed, and what it divides. */
export interface Epoch {
  readonly id: EpochId;
  readonly from: Moment;
  readonly until: Moment;
  readonly claimableUntil: Moment;
  /** By whom the citizens' pot is divided: all whom the total counted at its end. */
  readonly citizens: Heads;
  /** What each citizen who took part is due by head. */
  readonly share: Civic;
  readonly citizensPot: Civic;
  /** What those who took part share by their own stake. */
  readonly stakersPot: Civic;
  /** By how much the stakers' pot is divided: all stake at its end. */
  readonly stake: Civic;
  /** What has not been claimed of both pots. */
  readonly left: Civic;
}

/** The running epoch. */
export interface RunningEpoch {
  readonly from: Moment;
  /** From when on anyone can close it. */
  readonly closableAt: Moment;
  /** What it would divide now. */
  readonly collected: Civic;
}

/** Who took part in an epoch, and by which ballot. */
export interface Participation {
  readonly citizenId: CitizenId;
  readonly proposalId: ProposalId;
}

/** A dividend that was paid. */
export interface PaidDividend extends Participation {
  readonly holder: Address;
  readonly byHead: Civic;
  readonly byStake: Civic;
}

/** A dividend that a citizen can claim. */
export interface DueDividend extends Participation {
  readonly epochId: EpochId;
  readonly byHead: Civic;
  readonly byStake: Civic;
  readonly claimableUntil: Moment;
}
