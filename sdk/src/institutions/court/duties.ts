import { addressOf } from "../../core/directory";
import type { Moment } from "../../core/units";
import { JuryRoll__factory } from "../../generated/contracts";
import type { CitizenId } from "../citizenship/units";
import type { Case, PanelSeat } from "./case";
import { readPage, type CourtReader } from "./cases";
import { caseId as caseUnit, type CaseId } from "./units";

/** A seat that a juror holds in a case that is not settled. */
export interface Duty {
  readonly caseId: CaseId;
  readonly round: number;
  readonly seat: number;
  /** What the juror has to do; undefined if the vote is given, or the case has gone on. */
  readonly act: "commit" | "reveal" | undefined;
  /** From when on; undefined if it can be done now, or there is nothing to do. */
  readonly from: Moment | undefined;
  /** Until when: who lets it pass is removed from the roll, and loses a part of the bond. */
  readonly until: Moment | undefined;
}

/** Whose duties, and how many cases to look through, from the last one back. */
export interface DutyQuery {
  /** The connected citizen if left out. */
  readonly citizenId?: CitizenId;
  /** 200 if left out. */
  readonly atMost?: number;
}

const AT_MOST = 200;
const PAGE = 20;

export function dutyOf(found: Case, round: Case["round"], { seat, vote }: PanelSeat): Duty {
  const base = { caseId: found.id, round: round.round, seat };
  const isPresent = round === found.round;
  if (isPresent && found.phase === "commit") {
    return vote === "none"
      ? { ...base, act: "commit", from: undefined, until: round.commitEndsAt }
      : { ...base, act: "reveal", from: round.commitEndsAt, until: round.revealEndsAt };
  }
  if (isPresent && found.phase === "reveal" && vote === "sealed" && found.at < round.revealEndsAt!) {
    return { ...base, act: "reveal", from: undefined, until: round.revealEndsAt };
  }
  return { ...base, act: undefined, from: undefined, until: undefined };
}

/** The seats that a juror holds, in the cases brought last; as many as the roll counts, or fewer if some are older. */
export async function readDuties(reader: CourtReader, citizenId: CitizenId, atMost = AT_MOST): Promise<Duty[]> {
  const { connection, contract } = reader;
  const roll = JuryRoll__factory.connect(addressOf(connection, "juryRoll"), connection.runner);
  const [{ duties: open }, count] = await Promise.all([roll.jurorOf(citizenId), contract.caseCount()]);

  const duties: Duty[] = [];
  let before = caseUnit.from(count + 1n);
  for (let looked = 0; looked < atMost && BigInt(duties.length) < open && before > 1n; looked += PAGE) {
    const cases = await readPage(reader, { before, limit: Math.min(PAGE, atMost - looked) });
    for (const found of cases) {
      for (const round of found.rounds) {
        const own = round.panel.find((seat) => seat.citizenId === citizenId);
        if (own !== undefined && !isReleased(found, round, own)) duties.push(dutyOf(found, round, own));
      }
    }
    before = cases[cases.length - 1].id;
  }
  return duties;
}

/** Who votes is released when the round is settled, who does not when its votes are closed. */
export function isReleased(found: Case, round: Case["round"], { vote }: PanelSeat): boolean {
  const isClosed = round !== found.round || !["draw", "commit", "reveal"].includes(found.phase);
  return round.isSettled || (isClosed && vote !== "revealed");
}
