import type { BaseContract, ContractRunner, EventFragment, Log } from "ethers";
import type { Address } from "./address";
import { InvalidInputError, type NationError } from "./errors";
import { fieldReader, type ReadFields } from "./event-fields";
import type { ChainLog } from "./evidence";
import { withNationErrors } from "./failures";
import { toInputError } from "./input-faults";
import { readLogs, type LogRange } from "./logs";
import { providerOf, type FieldsOf } from "./write";

/** Where in the chain's log an event is. */
export interface EventLocation {
  readonly block: number;
  readonly transaction: string;
  /** The log's place in its block. Events of the nation have an `index` of their own. */
  readonly logIndex: number;
}

export type { LogRange } from "./logs";

/** Through whom events are read, and of which nation: what lies long before its founding is not looked at. */
export interface EventSource {
  readonly runner: ContractRunner;
  readonly nation?: Address;
}

/** Which events to look for, and where. */
export interface EventQuery<Fields> extends LogRange {
  /** Values of indexed fields that must match. */
  readonly where?: Partial<Fields>;
}

/** What to watch, and what to call if that fails. */
export interface WatchOptions<Fields> {
  /** Values of indexed fields that must match; everything if left out. */
  readonly where?: Partial<Fields>;
  /** Called if what happened could not be read. */
  readonly onFailure?: (failure: NationError) => void;
}

/** Ends a watch. */
export type StopWatching = () => Promise<void>;

/** Watches something: alike for events and for what the SDK reads anew when events say so. */
export type Watch<Found, Fields> = (
  listener: (found: Found) => void,
  options?: WatchOptions<Fields>,
) => Promise<StopWatching>;

/** A log, as far as its event is decoded: ethers' own are such. */
export type DecodableLog = Pick<ChainLog, "address" | "topics" | "data" | "blockNumber" | "transactionHash" | "index">;

/** One kind of event of one institution. */
export interface EventApi<Fields> {
  /** The events so far, in order. */
  query(query?: EventQuery<Fields>): Promise<(Fields & EventLocation)[]>;
  /** Calls the listener for each event from now on. */
  readonly watch: Watch<Fields & EventLocation, Fields>;
  /** What a log says that holds such an event, as one of a receipt; undefined if it holds another, or another contract's. */
  decode(log: DecodableLog): (Fields & EventLocation) | undefined;
}

/** What becomes of a field of an event: of each item, where the field is a list of numbers. */
type Decode = (raw: never, fields: never) => unknown;

/** A field that is also looked for: `encode` is the way back. */
interface FieldCodec {
  readonly decode: Decode;
  encode(value: never): unknown;
}

/**
 * The units of an institution's events by the fields' names, or by event and field ("Paid.amount") where a name has several. A
 * decoder is given what the contract gives, and all fields of the event.
 */
export type EventUnits = Readonly<Record<string, Decode | FieldCodec>>;

type UnitFor<Units, Event extends string, Field extends string> = `${Event}.${Field}` extends keyof Units
  ? Units[`${Event}.${Field}`]
  : Field extends keyof Units
    ? Units[Field]
    : undefined;

type Decoded<Raw, Unit> = Unit extends (...args: never[]) => infer Value
  ? Raw extends readonly bigint[]
    ? Value[]
    : Value
  : Unit extends { readonly decode: (...args: never[]) => infer Value }
    ? Value
    : Raw;

type FieldsInUnits<Fields, Event extends string, Units> = {
  readonly [Field in keyof Fields & string]: Decoded<Fields[Field], UnitFor<Units, Event, Field>>;
};

/**
 * Every event of an institution, by name, with its fields in their units.
 *
 * @example
 * const paid = await nation.coin.events.Transfer.query({ where: { to: treasury }, from: 1_000 });
 * const stop = await nation.citizenship.events.CitizenAdmitted.watch(({ citizenId }) => greet(citizenId));
 */
export type Events<Contract extends BaseContract, Units> = {
  readonly [Name in keyof Contract["filters"] & string as Name extends `${string}(${string}` ? never : Name]: EventApi<
    FieldsInUnits<FieldsOf<Contract["filters"][Name]>, Name, Units>
  >;
};

type AnyFields = Readonly<Record<string, unknown>>;

type AnyDecode = (raw: unknown, fields: AnyFields) => unknown;

interface AnyUnit {
  readonly decode: AnyDecode;
  readonly encode: (value: unknown) => unknown;
}

/** The unit of a field; undefined if it has none. */
function unitOf(units: EventUnits, event: string, field: string): AnyUnit | undefined {
  const own = `${event}.${field}`;
  const unit = Object.hasOwn(units, own) ? units[own] : Object.hasOwn(units, field) ? units[field] : undefined;
  if (typeof unit !== "function") return unit as AnyUnit | undefined;
  return { decode: unit as AnyDecode, encode: (value) => value };
}

/** Every event that a contract's ABI declares, by name. */
export function eventsOf<Contract extends BaseContract, const Units extends EventUnits>(
  contract: Contract,
  source: EventSource,
  units: Units,
): Events<Contract, Units> {
  const apis: Record<string, EventApi<AnyFields>> = {};
  contract.interface.forEachEvent((fragment) => {
    apis[fragment.name] = eventApi(contract, fragment, source, units);
  });
  return apis as unknown as Events<Contract, Units>;
}

function eventApi(
  contract: BaseContract,
  fragment: EventFragment,
  source: EventSource,
  units: EventUnits,
): EventApi<AnyFields> {
  const { name, inputs } = fragment;
  let known: { readonly topicHash: string; readonly fieldsOf: ReadFields } | undefined;
  // Most events of most contracts are never read, and a hash is dear.
  const reading = () =>
    (known ??= { topicHash: fragment.topicHash, fieldsOf: fieldReader(contract.interface, fragment) });
  const fields = inputs.map((input) => ({
    name: input.name,
    unit: unitOf(units, name, input.name),
    isList: input.arrayChildren?.components === null,
  }));
  const topicsFor = (where: Partial<AnyFields> = {}) => {
    // What is unknown or undefined would match everything.
    for (const [field, value] of Object.entries(where)) {
      if ((value ?? undefined) !== undefined && fields.some((one) => one.name === field)) continue;
      const allowed = `a value of ${fields.map((one) => one.name).join(", ")}, or nothing`;
      throw new InvalidInputError({
        what: `what to look for in ${name}`,
        found: `${field}: ${String(value)}`,
        allowed,
      });
    }
    return contract.filters[name](
      ...fields.map(({ name: field, unit }) => {
        const value = where[field];
        return value === undefined ? null : unit === undefined ? value : unit.encode(value);
      }),
    );
  };

  const read = (log: DecodableLog): AnyFields & EventLocation => {
    const raw = reading().fieldsOf(log);
    const found = fields.map(({ name: field, unit, isList }): [string, unknown] => {
      const value = raw[field];
      if (unit === undefined) return [field, value];
      return [
        field,
        isList ? [...(value as unknown[])].map((item) => unit.decode(item, raw)) : unit.decode(value, raw),
      ];
    });
    return {
      ...Object.fromEntries(found),
      block: log.blockNumber,
      transaction: log.transactionHash,
      logIndex: log.index,
    };
  };

  return {
    decode: (log) => {
      const isOwn = log.address.toLowerCase() === (contract.target as string).toLowerCase();
      if (!isOwn || log.topics[0] !== reading().topicHash) return undefined;
      try {
        return read(log);
      } catch (error) {
        throw toInputError(error);
      }
    },

    query: ({ where, ...range } = {}) =>
      withNationErrors(async () => {
        const topics = await topicsFor(where).getTopicFilter();
        const filter = { address: await contract.getAddress(), topics };
        const logs = await readLogs({ provider: providerOf(source.runner), filter, nation: source.nation }, range);
        return logs.map(read);
      }),

    watch: (listener, { where, onFailure } = {}) =>
      withNationErrors(async () => {
        const filter = await topicsFor(where).getTopicFilter();
        const watched = { address: await contract.getAddress(), topics: filter };
        const provider = providerOf(source.runner);
        const onLog = (log: Log): void => {
          let found: AnyFields & EventLocation;
          try {
            found = read(log);
          } catch (error) {
            onFailure?.(toInputError(error));
            return;
          }
          listener(found);
        };
        await provider.on(watched, onLog);
        return async () => {
          await provider.off(watched, onLog);
        };
      }),
  };
}
