import type { MeasureStruct, MeasureStructOutput } from "../../generated/contracts/Tribunal";
import { citizenId as idUnit, civic, seconds, type CitizenId, type Civic, type Seconds } from "../../core/units";

/** In the order of the contract's numbers. */
const grounds = ["duplicatePerson", "falseDossier", "deceased", "offence"] as const;

/** Why a citizen is challenged. The first three ask for the end of the citizenship, and for nothing else. */
export type Ground = (typeof grounds)[number];

/** What a ruling can do to a citizen. */
export type Measure =
  /** Out of the stake and the juror's bond; coin in an account is never taken. */
  | { readonly sanction: "fine"; readonly amount: Civic }
  | { readonly sanction: "suspend"; readonly period: Seconds }
  | { readonly sanction: "revoke" }
  | { readonly sanction: "voidPermit"; readonly permitId: bigint }
  /** To another citizen, or to the nation if nobody is named. */
  | { readonly sanction: "moveDeed"; readonly deedId: bigint; readonly to?: CitizenId | undefined };

/** What a citizen is charged with. */
export type Charge =
  /** Two citizenships of one person: the challenged one is to end. */
  | { readonly ground: "duplicatePerson"; readonly other: CitizenId }
  | { readonly ground: "falseDossier" }
  | { readonly ground: "deceased" }
  /** An act against an article in force, and one to four measures. */
  | { readonly ground: "offence"; readonly article: number; readonly measures: readonly Measure[] };

const sanctions = ["fine", "suspend", "revoke", "voidPermit", "moveDeed"] as const;

const codeOf = ({ sanction }: Measure): number => sanctions.indexOf(sanction);

/** A measure as the contract takes it. */
export function encodeMeasure(measure: Measure): MeasureStruct {
  const encoded = { sanction: codeOf(measure), value: 0n, recipientId: 0n };
  switch (measure.sanction) {
    case "fine":
      return { ...encoded, value: measure.amount };
    case "suspend":
      return { ...encoded, value: measure.period };
    case "revoke":
      return encoded;
    case "voidPermit":
      return { ...encoded, value: measure.permitId };
    case "moveDeed":
      return { ...encoded, value: measure.deedId, recipientId: measure.to ?? 0n };
  }
}

/** A measure as the contract gives it. */
export function toMeasure({ sanction, value, recipientId }: MeasureStructOutput): Measure {
  const name = sanctions[Number(sanction)];
  switch (name) {
    case "fine":
      return { sanction: name, amount: civic.from(value) };
    case "suspend":
      return { sanction: name, period: seconds.from(value) };
    case "revoke":
      return { sanction: name };
    case "voidPermit":
      return { sanction: name, permitId: value };
    case "moveDeed":
      return { sanction: name, deedId: value, to: recipientId === 0n ? undefined : idUnit.from(recipientId) };
  }
}

/** What the contract takes of a charge. */
export interface EncodedCharge {
  readonly ground: number;
  readonly cited: bigint;
  readonly measures: MeasureStruct[];
}

/** A ground, and the article of an offence, as the contract takes them. */
export const encodeGround = (matter: {
  readonly ground: Ground;
  readonly other?: CitizenId;
  readonly article?: number;
}): Omit<EncodedCharge, "measures"> => ({
  ground: grounds.indexOf(matter.ground),
  cited: matter.other ?? BigInt(matter.article ?? 0),
});

/** A charge as the contract takes it. */
export const encodeCharge = (charge: Charge): EncodedCharge => ({
  ...encodeGround(charge),
  measures: charge.ground === "offence" ? charge.measures.map(encodeMeasure) : [],
});

/** A charge as the contract gives it. */
export function toCharge(ground: bigint, cited: bigint, measures: readonly Measure[]): Charge {
  const name = grounds[Number(ground)];
  switch (name) {
    case "duplicatePerson":
      return { ground: name, other: idUnit.from(cited) };
    case "offence":
      return { ground: name, article: Number(cited), measures };
    default:
      return { ground: name };
  }
}

/**
 * A measure in words.
 *
 * @example
 * describeMeasure({ sanction: "fine", amount: civic.parse("25") }); // "a fine of 25 civic coin"
 */
export function describeMeasure(measure: Measure): string {
  switch (measure.sanction) {
    case "fine":
      return `a fine of ${civic.format(measure.amount)} civic coin`;
    case "suspend":
      return `a suspension for ${seconds.format(measure.period)}`;
    case "revoke":
      return "the end of the citizenship";
    case "voidPermit":
      return `the end of permit ${measure.permitId}`;
    case "moveDeed":
      return `deed ${measure.deedId} for ${measure.to === undefined ? "the nation" : `citizen ${measure.to}`}`;
  }
}

/**
 * A charge in words.
 *
 * @example
 * describeCharge({ ground: "duplicatePerson", other }); // "being the same person as citizen 7"
 */
export function describeCharge(charge: Charge): string {
  switch (charge.ground) {
    case "duplicatePerson":
      return `being the same person as citizen ${charge.other}`;
    case "falseDossier":
      return "having been admitted by a false dossier";
    case "deceased":
      return "having died";
    case "offence":
      return `an offence against article ${charge.article}`;
  }
}
