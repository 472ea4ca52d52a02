import type { ContractRunner } from "ethers";
import { IProvisions__factory } from "../generated/contracts";
import type { ProvisionViewStructOutput } from "../generated/contracts/IProvisions";
import type { Address } from "./address";
import { withNationErrors } from "./failures";
import { fromKey, nameCodec, toKey } from "./keys";
import {
  bps,
  coins,
  days,
  gwei,
  heads,
  moment,
  seconds,
  type Bps,
  type Coins,
  type Days,
  type Gwei,
  type Heads,
  type Moment,
  type Seconds,
} from "./units";
import { writer, type Change, type Write } from "./write";

/** What provisions count, by the contracts' name of the unit. */
export interface ProvisionUnits {
  readonly BasisPoints: Bps;
  readonly Seconds: Seconds;
  readonly Coins: Coins;
  readonly Gwei: Gwei;
  readonly Heads: Heads;
  readonly Days: Days;
  /** Of the citizens, with a floor in heads. */
  readonly CitizenShare: Bps;
}

/** The name of a unit that provisions count in. */
export type ProvisionUnit = keyof ProvisionUnits;

/** In the order of the contracts' enumeration. */
const units = [
  "BasisPoints",
  "Seconds",
  "Coins",
  "Gwei",
  "Heads",
  "Days",
  "CitizenShare",
] as const satisfies ProvisionUnit[];

/** A governed number with its bounds. */
export interface Provision<Value extends bigint = bigint> {
  readonly key: string;
  readonly unit: ProvisionUnit;
  /** What applies now. */
  readonly current: Value;
  /** What applies when no trial does. */
  readonly standing: Value;
  /** What was tried last, and until when; undefined if nothing was since the value was set. */
  readonly tried: { readonly value: Value; readonly until: Moment } | undefined;
  readonly min: Value;
  readonly max: Value;
  /** What applies now, in words, such as "5 % of the citizens" or "30 days". */
  readonly text: string;
}

const formats: { readonly [Name in ProvisionUnit]: (value: bigint) => string } = {
  BasisPoints: (value) => bps.format(bps.from(value)),
  Seconds: (value) => seconds.format(seconds.from(value)),
  Coins: (value) => `${coins.format(coins.from(value))} coins`,
  Gwei: (value) => `${gwei.format(gwei.from(value))} native coin`,
  Heads: (value) => heads.format(heads.from(value)),
  Days: (value) => days.format(days.from(value)),
  CitizenShare: (value) => `${bps.format(bps.from(value))} of the citizens`,
};

/**
 * Writes a provision's value as people read it.
 *
 * @example
 * formatProvision({ unit: "BasisPoints", value: 5_00n }); // "5 %"
 */
export const formatProvision = ({ unit, value }: { unit: ProvisionUnit; value: bigint }): string =>
  formats[unit](value);

/** A provision as the contracts give it. */
export function toProvision(view: ProvisionViewStructOutput): Provision {
  const unit = units[Number(view.unit)];
  return {
    key: fromKey(view.key),
    unit,
    current: view.current,
    standing: view.standing,
    tried: view.trialUntil === 0n ? undefined : { value: view.trial, until: moment.from(view.trialUntil) },
    min: view.min,
    max: view.max,
    text: formatProvision({ unit, value: view.current }),
  };
}

/** Which keys an institution has, and what each counts. */
export type ProvisionKeys = Readonly<Record<string, bigint>>;

/** Every provision of an institution, by key. */
export type ProvisionsOf<Keys extends ProvisionKeys> = { readonly [Key in keyof Keys]: Provision<Keys[Key]> };

/** One provision's new value, in its own unit. */
export type ProvisionValue<Keys extends ProvisionKeys> = {
  [Key in keyof Keys & string]: { readonly key: Key; readonly value: Keys[Key] };
}[keyof Keys & string];

/** The value of a provision, in the unit of whichever it is. */
export type ValueOf<Keys extends ProvisionKeys> = Keys[keyof Keys & string];

/** What every institution with provisions offers. */
export interface ProvisionActions<Keys extends ProvisionKeys> {
  /** Every provision of this institution, by key. */
  provisions(): Promise<ProvisionsOf<Keys>>;
  /** One provision. */
  provision<Key extends keyof Keys & string>(parameters: { key: Key }): Promise<Provision<Keys[Key]>>;
  /** Sets a value for good. The government's. */
  readonly setProvision: Write<ProvisionValue<Keys>, Change<ValueOf<Keys>>>;
  /** Tries a value for a time; it lapses by itself. The government's. */
  readonly tryProvision: Write<
    ProvisionValue<Keys> & { readonly period: Seconds },
    { readonly standing: ValueOf<Keys>; readonly trial: ValueOf<Keys>; readonly until: Moment }
  >;
  /** Makes the value on trial the standing one. The government's. */
  readonly ratifyProvision: Write<{ readonly key: keyof Keys & string }, Change<ValueOf<Keys>>>;
}

/** The provisions among an institution's views, by key. */
export const byKey = <Keys extends ProvisionKeys>(views: readonly ProvisionViewStructOutput[]): ProvisionsOf<Keys> =>
  Object.fromEntries(views.map(toProvision).map((found) => [found.key, found])) as unknown as ProvisionsOf<Keys>;

/** The units of the events that every institution with provisions has. A value is in the unit of whichever provision it is. */
export const provisionEventUnits = <Keys extends ProvisionKeys>() => {
  const value = (raw: bigint) => raw as ValueOf<Keys>;
  return {
    "ProvisionSet.key": nameCodec<keyof Keys & string>(),
    "ProvisionSet.oldValue": value,
    "ProvisionSet.newValue": value,
    "ProvisionTried.key": nameCodec<keyof Keys & string>(),
    "ProvisionTried.standing": value,
    "ProvisionTried.trial": value,
    "ProvisionTried.until": moment.from,
    "ProvisionRatified.key": nameCodec<keyof Keys & string>(),
    "ProvisionRatified.oldValue": value,
    "ProvisionRatified.newValue": value,
  } as const;
};

const changeOf = <Keys extends ProvisionKeys>(before: bigint, after: bigint): Change<ValueOf<Keys>> => ({
  before: before as ValueOf<Keys>,
  after: after as ValueOf<Keys>,
});

/** The reads and writes of an institution's provisions. */
export function provisionActions<Keys extends ProvisionKeys>(
  address: Address,
  runner: ContractRunner,
): ProvisionActions<Keys> {
  const contract = IProvisions__factory.connect(address, runner);
  const write = writer(contract, address, runner);
  return {
    provisions: () => withNationErrors(async () => byKey<Keys>(await contract.provisions())),
    provision: <Key extends keyof Keys & string>({ key }: { key: Key }) =>
      withNationErrors(async () => toProvision(await contract.provision(toKey(key))) as Provision<Keys[Key]>),
    setProvision: write(contract.setProvision, {
      args: ({ key, value }: ProvisionValue<Keys>) => [toKey(key), value],
      result: ({ get }) => {
        const { oldValue, newValue } = get("ProvisionSet");
        return changeOf<Keys>(oldValue, newValue);
      },
    }),
    tryProvision: write(contract.tryProvision, {
      args: ({ key, value, period }: ProvisionValue<Keys> & { readonly period: Seconds }) => [
        toKey(key),
        value,
        period,
      ],
      result: ({ get }) => {
        const { standing, trial, until } = get("ProvisionTried");
        return { standing: standing as ValueOf<Keys>, trial: trial as ValueOf<Keys>, until: moment.from(until) };
      },
    }),
    ratifyProvision: write(contract.ratifyProvision, {
      args: ({ key }: { readonly key: keyof Keys & string }) => [toKey(key)],
      result: ({ get }) => {
        const { oldValue, newValue } = get("ProvisionRatified");
        return changeOf<Keys>(oldValue, newValue);
      },
    }),
  };
}
