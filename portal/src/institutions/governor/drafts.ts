import { bps, citizenId, civic, coins, days, gwei, heads, InvalidInputError, moment, seconds, wei } from "@civitas/sdk";
import type { Call, Moment, NationClient, Overview, Provision, Seconds } from "@civitas/sdk";
import { isAddress } from "../../settings";
import { words } from "./builder-words";

export const kinds = ["provision", "pay", "appoint", "dismiss", "amend", "enact"] as const;

export type DraftKind = (typeof kinds)[number];

/** An act as somebody writes it: texts, until the chain's units are needed. */
export interface DraftAct {
  readonly kind: DraftKind;
  readonly fields: Readonly<Record<string, string>>;
}

export interface Draft {
  readonly title: string;
  readonly why: string;
  readonly acts: readonly DraftAct[];
}

export const emptyAct = (kind: DraftKind = "provision", fields: DraftAct["fields"] = {}): DraftAct => ({
  kind,
  fields: { mode: "trial", period: "30", asset: "coin", role: "registrar", term: "365", ...fields },
});

export const isDraft = (value: unknown): value is Draft => {
  const { title, why, acts } = (value ?? {}) as Partial<Draft>;
  return (
    typeof title === "string" &&
    typeof why === "string" &&
    Array.isArray(acts) &&
    acts.every(
      (act: Partial<DraftAct> | null) =>
        kinds.includes(act?.kind as DraftKind) && typeof act?.fields === "object" && act.fields !== null,
    )
  );
};

const refuse = (what: string, found: string, allowed: string): never => {
  throw new InvalidInputError({ what, found, allowed });
};

const units = { day: 86_400, hour: 3_600, minute: 60, second: 1 } as const;

/** Reads a length of time as people write it: "36 hours", "2 days 12 hours". */
export function readLength(text: string): Seconds {
  const parts = [...text.trim().matchAll(/(\d+)\s*(day|hour|minute|second)s?\s*/gy)];
  const isWhole = parts.length > 0 && parts.reduce((sum, [whole]) => sum + whole.length, 0) === text.trim().length;
  if (!isWhole) return refuse("a length of time", text, words.noLength);
  return seconds.from(
    parts.reduce((sum, [, count, unit]) => sum + Number(count) * units[unit as keyof typeof units], 0),
  );
}

function whole(text: string, what: string): bigint {
  return /^\d{1,30}$/.test(text.trim()) ? BigInt(text.trim()) : refuse(what, text, words.noNumber);
}

const account = (text: string): string =>
  isAddress(text.trim()) ? text.trim() : refuse("an account", text, words.noAddress);

/** Reads a value in the unit of its provision. */
export function readValue({ unit }: Pick<Provision, "unit">, text: string): bigint {
  switch (unit) {
    case "BasisPoints":
    case "CitizenShare":
      return bps.percent(text.replace(/\s*%?(\s*of the citizens)?\s*$/, "").trim());
    case "Seconds":
      return readLength(text);
    case "Gwei":
      return gwei.parse(text);
    case "Coins":
      return coins.from(whole(text, "a number of coins"));
    case "Days":
      return days.from(whole(text, "a number of days"));
    case "Heads":
      return heads.from(whole(text, "a number of people"));
  }
}

/** The provisions of a nation by "institution.key". */
export const provisionsIn = ({ provisions }: Pick<Overview, "provisions">): Readonly<Record<string, Provision>> =>
  Object.fromEntries(
    Object.entries(provisions).flatMap(([institution, all]) =>
      Object.values<Provision>(all ?? {}).map((provision) => [`${institution}.${provision.key}`, provision] as const),
    ),
  );

/** What every institution with provisions offers, whichever it is. */
interface WithProvisions {
  readonly setProvision: { call(params: { key: string; value: bigint }): Call };
  readonly tryProvision: { call(params: { key: string; value: bigint; period: Seconds }): Call };
}

interface Written {
  readonly nation: NationClient;
  readonly overview: Overview;
  /** By the chain's clock. */
  readonly now: Moment;
}

/**
 * Makes of a draft what the chain is to do.
 *
 * @throws `InvalidInputError` if a field says nothing that the chain understands.
 */
export function callOf({ kind, fields }: DraftAct, { nation, overview, now }: Written): Call {
  const field = (name: string): string => fields[name] ?? "";
  switch (kind) {
    case "provision": {
      const [institution, key] = field("provision").split(".", 2);
      const provision = provisionsIn(overview)[field("provision")];
      if (provision === undefined) return refuse("a number of this nation", field("provision"), words.number);
      const client = nation[institution as "coin"] as unknown as WithProvisions;
      const value = readValue(provision, field("value"));
      return field("mode") === "standing"
        ? client.setProvision.call({ key, value })
        : client.tryProvision.call({
            key,
            value,
            period: seconds.days(Number(whole(field("period"), "the days of a trial"))),
          });
    }
    case "pay": {
      const amount =
        field("asset") === "native" ? { native: wei.parse(field("amount")) } : { coin: civic.parse(field("amount")) };
      return nation.treasury.pay.call({ to: account(field("to")), amount, purpose: field("purpose") });
    }
    case "appoint": {
      const until = moment.after(now, seconds.days(Number(whole(field("term"), "the days in office"))));
      return nation.constitution.appoint.call({ ...officeOf(fields), until });
    }
    case "dismiss":
      return nation.constitution.dismiss.call(officeOf(fields));
    case "amend": {
      const number = Number(whole(field("article"), "an article's number"));
      return nation.constitution.amend.call({ number, title: field("title"), text: field("text") });
    }
    case "enact":
      return nation.constitution.enact.call({ articles: [{ title: field("title"), text: field("text") }] });
  }
}

const officeOf = (fields: DraftAct["fields"]) => ({
  role: fields.role === "recovery" ? ("recovery" as const) : ("registrar" as const),
  citizenId: citizenId.from(whole(fields.citizen ?? "", "a citizen's number")),
});
