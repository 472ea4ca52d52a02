import { isRevert } from "../../core/errors";
import type { Words } from "../../core/messages";
import { moment } from "../../core/units";
import { feesIn, type FeeOverrides, type Write } from "../../core/write";
import type { CitizenId } from "../citizenship/units";
import { randomnessAt, type SeedRequest } from "../randomness/client";
import { drandUrl } from "../randomness/drand";
import type { Case } from "./case";
import { readCase, type CourtReader } from "./cases";
import { CasePhaseError, SeedAwaitedError } from "./errors";
import { courtMessages } from "./messages";
import type { CaseId } from "./units";

const { say } = courtMessages;

/** Which panel is drawn. */
export interface DrawTerms {
  readonly caseId: CaseId;
  /** The signature of the round that the seed waits for, as a relay of drand's serves it. */
  readonly signature?: string;
}

/** How a panel is drawn. */
export interface DrawOptions extends FeeOverrides {
  /** How many positions of the roll each transaction looks at, at most; 256 if left out. */
  readonly triesPerStep?: number;
  /** Called after each transaction. */
  readonly onStep?: (step: DrawStep) => void;
}

/** A transaction on the way to a complete panel. */
export interface DrawStep {
  readonly act: "pin" | "submit" | "renew" | "draw";
  readonly hash: string;
  /** Who sits now, and how many are to sit: nobody in the plenary. */
  readonly seated: readonly CitizenId[];
  readonly seatsWanted: number;
}

/** What one transaction drew. */
export interface Drawn {
  /** Who took a seat. */
  readonly seated: readonly CitizenId[];
  /** Whether the panel is complete. */
  readonly isComplete: boolean;
  /** Whether too few could be drawn, so that every citizen votes. */
  readonly isPlenary: boolean;
}

/** One transaction's part of a draw. */
export type DrawSome = Write<{ readonly caseId: CaseId; readonly tries: number }, Drawn, bigint>;

const TRIES_PER_STEP = 256;

/** What somebody else did in the meantime is done. */
const alreadyDone = (error: unknown): boolean =>
  isRevert(error, "BlockRandomness_AlreadyPinned") ||
  isRevert(error, "BlockRandomness_HashReadable") ||
  isRevert(error, "DrandRandomness_SeedKnown") ||
  isRevert(error, "Court_WrongPhase");

const inTheDraw = ({ phase }: Case): boolean => phase === "draw";

/** Draws until the panel is complete, or the plenary is called. */
export async function drawPanel(
  reader: CourtReader,
  drawSome: DrawSome,
  { caseId, signature }: DrawTerms,
  options: DrawOptions = {},
): Promise<Case> {
  const { triesPerStep = TRIES_PER_STEP, onStep } = options;
  const overrides = feesIn(options);
  let found = await readCase(reader, caseId);
  const isDrawn = found.phase === "commit" || found.phase === "plenary";
  if (isDrawn) return found;
  if (!inTheDraw(found)) {
    const advice = found.phase === "evidence" ? say("drawing.early") : say("drawing.other");
    throw new CasePhaseError({ caseId, ...found, what: say("drawing"), advice });
  }

  const step = async (act: DrawStep["act"], send: () => Promise<{ hash: string; wait(): Promise<unknown> }>) => {
    try {
      const sent = await send();
      await sent.wait();
      found = await readCase(reader, caseId);
      const { panel, size } = found.round;
      onStep?.({ act, hash: sent.hash, seated: panel.map(({ citizenId }) => citizenId), seatsWanted: size ?? 0 });
    } catch (error) {
      if (!alreadyDone(error)) throw error;
      found = await readCase(reader, caseId);
    }
  };

  await makeSeedKnown(reader, found, signature, step);
  while (inTheDraw(found)) await step("draw", () => drawSome({ caseId, tries: triesPerStep }, overrides));
  return found;
}

type RunStep = (act: DrawStep["act"], send: () => Promise<{ hash: string; wait(): Promise<unknown> }>) => Promise<void>;

/** Does what anyone can do for the seed, and says who must do what if that is not enough. */
async function makeSeedKnown(
  { connection }: CourtReader,
  { id: caseId, round }: Case,
  signature: string | undefined,
  step: RunStep,
): Promise<void> {
  const { randomness, requestId } = round.seed!; // A round that is being drawn has asked for one.
  const source = randomnessAt(randomness, connection.runner);
  const awaited = (what: Words, advice: Words) => new SeedAwaitedError({ caseId, requestId, what, advice });
  let published = signature;

  if ((await source.seedOf({ requestId })) !== undefined) return;
  if ((await source.kind()) === "unknown") {
    throw awaited(say("drawing.unknown", { randomness, requestId }), say("drawing.unknown.advice"));
  }
  for (;;) {
    const request = await source.seedRequest({ requestId });
    switch (request.state) {
      case "known":
        return;
      case "pinnable":
        await step("pin", () => source.pin({ requestId }));
        break;
      case "missed":
        await step("renew", () => source.renew({ requestId }));
        break;
      case "awaitingBlock":
        throw awaited(
          say("drawing.block", { block: request.blockNumber }),
          say("drawing.block.advice", { block: request.blockNumber }),
        );
      case "submittable": {
        if (published === undefined) throw awaited(...roundWanted(request));
        const round = published;
        published = undefined;
        await step("submit", () => source.submit({ requestId, signature: round }));
        break;
      }
      case "awaitingRound":
        throw awaited(...roundWanted(request));
    }
  }
}

function roundWanted({ state, round }: SeedRequest): [what: Words, advice: Words] {
  const { number, publishedAt } = round!; // Else nothing would wait for it.
  const url = drandUrl(number);
  return state === "awaitingRound"
    ? [
        say("drawing.roundAhead", { round: number, publishedAt: moment.format(publishedAt) }),
        say("drawing.roundAhead.advice", { url }),
      ]
    : [say("drawing.round", { round: number }), say("drawing.round.advice", { url })];
}
