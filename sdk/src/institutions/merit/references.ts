import { toBeHex } from "ethers";
import { fromKey } from "../../core/keys";
import { moment } from "../../core/units";
import { citizenId } from "../citizenship/units";
import { caseId } from "../court/units";
import { proposalId } from "../governor/units";
import type { MeritPoints, MeritReference } from "./types";

/** A reference of 32 bytes. */
export const referenceKey = (reference: bigint | string): string => toBeHex(reference, 32);

/** What a reference says, of a cause that has a proof of its own. */
export function referenceIn(cause: string, referenceId: string, isAward: boolean): MeritReference {
  const number = BigInt(referenceId);
  if (isAward) return { kind: "award", referenceId };
  if (cause === "ballot") return { kind: "ballot", proposalId: proposalId.from(number) };
  if (cause === "attestation") return { kind: "attestation", applicationId: referenceId };
  const [round, seat] = [Number((number >> 8n) & 0xffn), Number(number & 0xffn)];
  return { kind: "jury", caseId: caseId.from(number >> 16n), round, seat };
}

/** The fields that all events of points have, as the contract gives them. */
interface RawPoints {
  readonly citizenId: bigint;
  readonly cause: string;
  readonly referenceId: string;
  readonly institution: string;
  readonly points: bigint;
  readonly earnedAt: bigint;
}

/** Points as an event tells them. */
export function pointsFrom(raw: RawPoints, isAward: boolean): MeritPoints {
  const cause = fromKey(raw.cause);
  return {
    citizenId: citizenId.from(raw.citizenId),
    cause,
    reference: referenceIn(cause, raw.referenceId, isAward),
    institution: raw.institution,
    points: Number(raw.points),
    earnedAt: moment.from(raw.earnedAt),
  };
}
