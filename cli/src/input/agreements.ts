import { readFileSync } from "node:fs";
import { z } from "zod";
import { moment, type Money } from "../../../sdk/src";
import {
  agreementId as agreementUnit,
  type AgreementId,
  type AgreementTerms,
} from "../../../sdk/src/institutions/agreements";
import type { Context } from "../context";
import { usageError } from "../errors";
import { personOf } from "./people";
import { lengthIn, moneyIn, momentIn, numberIn } from "./quantities";

const amount = z.union([z.string(), z.number()]);
const schema = z.strictObject({
  text: z.string().min(1),
  parties: z
    .array(z.strictObject({ who: amount, lock: amount, payout: amount }))
    .min(2)
    .max(8),
  signBy: z.string(),
  until: z.string(),
  objectionPeriod: z.string(),
  track: z.enum(["general", "fast"]).optional(),
});

/** Which agreement somebody means: its number, or "latest". */
export async function agreementMeant(context: Context, text: string): Promise<AgreementId> {
  if (text !== "latest") return agreementUnit.from(numberIn(text, "agreements"));
  const nation = await context.nation();
  return agreementUnit.from(await nation.agreements.agreementCount());
}

/** The terms in a file of JSON. */
export async function termsInFile(context: Context, file: string): Promise<AgreementTerms> {
  let content: unknown;
  try {
    content = JSON.parse(readFileSync(file, "utf8"));
  } catch (cause) {
    throw usageError(`${file} holds no JSON.`, "docs/civitas.md shows the terms of an agreement.", cause);
  }
  const parsed = schema.safeParse(content);
  if (!parsed.success) {
    const [{ path, message }] = parsed.error.issues;
    throw usageError(
      `${file}: ${path.join(".")}: ${message}.`,
      "docs/civitas.md shows the terms of an agreement.",
      parsed.error,
    );
  }
  const { parties, text, signBy, until, objectionPeriod, track } = parsed.data;
  const now = await context.now();
  return {
    parties: await Promise.all(
      parties.map(async ({ who, lock, payout }) => ({
        account: (await personOf(context, String(who))).address,
        lock: moneyIn(String(lock)),
        payout: moneyIn(String(payout)),
      })),
    ),
    text,
    signBy: momentIn(signBy, now),
    until: momentIn(until, now),
    objectionPeriod: lengthIn(objectionPeriod),
    ...(track !== undefined && { track }),
  };
}

/** What a party puts in and gets: "7:300:0" is citizen 7, who locks 300 and gets nothing. */
async function partyIn(context: Context, text: string): Promise<AgreementTerms["parties"][number]> {
  const [, who, lock, payout] = /^(.+):([^:]+):([^:]+)$/.exec(text) ?? [];
  if (who === undefined)
    throw usageError(`"${text}" is no party.`, "Write who, what they lock and what they get: --party 7:300:0");
  return { account: (await personOf(context, who)).address, lock: moneyIn(lock), payout: moneyIn(payout) };
}

/** The terms that options give. */
export async function termsIn(
  context: Context,
  written: {
    readonly text: string;
    readonly party: readonly string[];
    readonly signBy: string;
    readonly until: string;
    readonly objection: string;
    readonly fast: boolean;
  },
): Promise<AgreementTerms> {
  const now = await context.now();
  return {
    parties: await Promise.all(written.party.map((one) => partyIn(context, one))),
    text: written.text,
    signBy: momentIn(written.signBy, now),
    until: momentIn(written.until, now),
    objectionPeriod: lengthIn(written.objection),
    ...(written.fast && { track: "fast" as const }),
  };
}

/** How money is divided among parties: "160,200" in their order. */
export function divisionIn(text: string, parties: number): Money[] {
  const amounts = text.split(/[,/]\s*(?=\d)/).map((one) => moneyIn(one));
  if (amounts.length === parties) return amounts;
  throw usageError(
    `"${text}" divides among ${amounts.length}, and there are ${parties} parties.`,
    "Write one amount for each party, in their order: 160/200",
  );
}

/** Whether a time has passed. */
export const isOver = (at: bigint, now: bigint): boolean => at <= now && at < moment.never;
