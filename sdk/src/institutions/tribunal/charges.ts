import { ZeroHash } from "ethers";
import { fromKey, toKey } from "../../core/keys";
import type { Message } from "../../core/messages";
import { seconds, type Seconds } from "../../core/units";
import type { SanctionStruct, SanctionStructOutput } from "../../generated/contracts/Tribunal";
import { citizenId as idUnit, type CitizenId } from "../citizenship/units";
import { civic, type Civic } from "../coin/units";
import { tribunalMessages } from "./messages";

/** In the order of the contract's numbers. */
const grounds = ["duplicatePerson", "falseDossier", "deceased", "offence"] as const;

/** Why a citizen is challenged. On the first three the one sanction is the end of the citizenship. */
export type Ground = (typeof grounds)[number];

/** What the contract's number says. */
export const toGround = (code: bigint): Ground => grounds[Number(code)];

/** What a charge cites: the other citizen, or the article's number; undefined on the other grounds. */
export function toCited(ground: Ground, raw: bigint): CitizenId | number | undefined {
  if (ground === "duplicatePerson") return idUnit.from(raw);
  return ground === "offence" ? Number(raw) : undefined;
}

/** What a ruling can do to a citizen. */
export type Sanction =
  /** Out of the stake and the juror's bond; coin in an account is never taken. */
  | { readonly kind: "fine"; readonly amount: Civic }
  | { readonly kind: "suspend"; readonly period: Seconds }
  | { readonly kind: "revoke" }
  /** An order to another institution, which says what its orders do, and what `value` and the recipient mean. */
  | {
      readonly kind: "order";
      /** The institution's name in the nation's directory. */
      readonly institution: string;
      /** The institution's own number of the order. */
      readonly order: number;
      readonly value: bigint;
      /** Nobody, or the nation itself, if left out. */
      readonly to?: CitizenId | undefined;
    };

/** What a citizen is charged with. */
export type Charge =
  /** Two citizenships of one person: the challenged one is to end. */
  | { readonly ground: "duplicatePerson"; readonly other: CitizenId }
  | { readonly ground: "falseDossier" }
  | { readonly ground: "deceased" }
  /** An act against an article in force, and one to four sanctions. */
  | { readonly ground: "offence"; readonly article: number; readonly sanctions: readonly Sanction[] };

/** In the order of the contract's numbers. */
const kinds = ["fine", "suspend", "revoke", "order"] as const;

/** A sanction as the contract takes it. */
export function encodeSanction(sanction: Sanction): SanctionStruct {
  const kind = kinds.indexOf(sanction.kind);
  const encoded = { kind, value: 0n, recipientId: 0n, institution: ZeroHash, order: 0 };
  switch (sanction.kind) {
    case "fine":
      return { ...encoded, value: sanction.amount };
    case "suspend":
      return { ...encoded, value: sanction.period };
    case "revoke":
      return encoded;
    case "order": {
      const { institution, order, value, to } = sanction;
      return { kind, value, recipientId: to ?? 0n, institution: toKey(institution), order };
    }
  }
}

/** A sanction as the contract gives it. */
export function toSanction({ kind, value, recipientId, institution, order }: SanctionStructOutput): Sanction {
  const name = kinds[Number(kind)];
  switch (name) {
    case "fine":
      return { kind: name, amount: civic.from(value) };
    case "suspend":
      return { kind: name, period: seconds.from(value) };
    case "revoke":
      return { kind: name };
    case "order": {
      const to = recipientId === 0n ? undefined : idUnit.from(recipientId);
      return { kind: name, institution: fromKey(institution), order: Number(order), value, to };
    }
  }
}

/** What the contract takes of a charge. */
export interface EncodedCharge {
  readonly ground: number;
  readonly cited: bigint;
  readonly sanctions: SanctionStruct[];
}

/** A ground, and the article of an offence, as the contract takes them. */
export const encodeGround = (charge: {
  readonly ground: Ground;
  readonly other?: CitizenId;
  readonly article?: number;
}): Omit<EncodedCharge, "sanctions"> => ({
  ground: grounds.indexOf(charge.ground),
  cited: charge.other ?? BigInt(charge.article ?? 0),
});

/** Whether a charge asks for the end of the citizenship. */
export const endsCitizenship = (charge: Charge): boolean =>
  charge.ground !== "offence" || charge.sanctions.some(({ kind }) => kind === "revoke");

/** A charge as the contract takes it. */
export const encodeCharge = (charge: Charge): EncodedCharge => ({
  ...encodeGround(charge),
  sanctions: charge.ground === "offence" ? charge.sanctions.map(encodeSanction) : [],
});

/** A charge as the contract gives it. */
export function toCharge(ground: bigint, cited: bigint, sanctions: readonly Sanction[]): Charge {
  const name = grounds[Number(ground)];
  switch (name) {
    case "duplicatePerson":
      return { ground: name, other: idUnit.from(cited) };
    case "offence":
      return { ground: name, article: Number(cited), sanctions };
    default:
      return { ground: name };
  }
}

const { say } = tribunalMessages;

/** A sanction in words, by its key and arguments. */
export function sanctionMessage(sanction: Sanction): Message {
  switch (sanction.kind) {
    case "fine":
      return say("fine", { amount: civic.format(sanction.amount) });
    case "suspend":
      return say("suspend", { period: seconds.format(sanction.period) });
    case "revoke":
      return say("revoke");
    case "order": {
      const { institution, order, value, to } = sanction;
      const named = { institution, order, value };
      return to === undefined ? say("order", named) : say("order.for", { ...named, citizenId: to });
    }
  }
}

/** A charge in words, by its key and arguments. */
export function chargeMessage(charge: Charge): Message {
  switch (charge.ground) {
    case "duplicatePerson":
      return say("duplicatePerson", { citizenId: charge.other });
    case "falseDossier":
      return say("falseDossier");
    case "deceased":
      return say("deceased");
    case "offence":
      return say("offence", { article: charge.article });
  }
}

/**
 * A sanction in words.
 *
 * @example
 * describeSanction({ kind: "fine", amount: civic.parse("25") }); // "a fine of 25 civic coin"
 */
export const describeSanction = (sanction: Sanction): string => sanctionMessage(sanction).text;

/**
 * A charge in words.
 *
 * @example
 * describeCharge({ ground: "duplicatePerson", other }); // "being the same person as citizen 7"
 */
export const describeCharge = (charge: Charge): string => chargeMessage(charge).text;
