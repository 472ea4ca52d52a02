import { type BaseContract, type ContractRunner, type Log } from "ethers";
import type { NationError } from "./errors";
import { toNationError, withNationErrors } from "./failures";
import { providerOf, type FieldsOf } from "./write";

/** Where in the chain's log an event is. */
export interface EventLocation {
  readonly block: number;
  readonly transaction: string;
  /** The log's place in its block. */
  readonly index: number;
}

/** Which events to look for. */
export interface EventQuery<Fields> {
  /** Values of indexed fields that must match. */
  readonly where?: Partial<Fields>;
  /** The first block; the chain's first if left out. */
  readonly from?: number;
  /** The last block; the latest if left out. */
  readonly to?: number;
  /** Asks in pieces of so many blocks, for nodes that limit the range. All at once if left out. */
  readonly blocksPerRequest?: number;
}

/** What to watch, and whom to tell if that fails. */
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

/** One kind of event of one institution. */
export interface EventApi<Fields> {
  /** The events so far, in order. */
  query(query?: EventQuery<Fields>): Promise<(Fields & EventLocation)[]>;
  /** Calls the listener for each event from now on. */
  readonly watch: Watch<Fields & EventLocation, Fields>;
}

/**
 * Every event of an institution, by name.
 *
 * @example
 * const paid = await nation.coin.events.Transfer.query({ where: { to: treasury }, from: 1_000 });
 * const stop = await nation.citizenship.events.CitizenAdmitted.watch(({ citizenId }) => greet(citizenId));
 */
export type Events<Contract extends BaseContract> = {
  readonly [Name in keyof Contract["filters"] as Name extends `${string}(${string}` ? never : Name]: EventApi<
    FieldsOf<Contract["filters"][Name]>
  >;
};

type AnyFields = Readonly<Record<string, unknown>>;

/** Every event that a contract's ABI declares, by name. */
export function eventsOf<Contract extends BaseContract>(contract: Contract, runner: ContractRunner): Events<Contract> {
  const apis: Record<string, EventApi<AnyFields>> = {};
  contract.interface.forEachEvent(({ name }) => {
    apis[name] = eventApi(contract, name, runner);
  });
  return apis as unknown as Events<Contract>;
}

function eventApi(contract: BaseContract, name: string, runner: ContractRunner): EventApi<AnyFields> {
  const fragment = contract.interface.getEvent(name);
  const topicsFor = (where: Partial<AnyFields> = {}) =>
    contract.filters[name](...(fragment?.inputs ?? []).map((input) => where[input.name] ?? null));

  const read = (log: Log): AnyFields & EventLocation => ({
    ...(contract.interface.parseLog(log)?.args.toObject() as AnyFields | undefined),
    block: log.blockNumber,
    transaction: log.transactionHash,
    index: log.index,
  });

  return {
    query: ({ where, from = 0, to, blocksPerRequest } = {}) =>
      withNationErrors(async () => {
        const filter = topicsFor(where);
        if (blocksPerRequest === undefined) return (await contract.queryFilter(filter, from, to ?? "latest")).map(read);
        const last = to ?? (await providerOf(runner).getBlockNumber());
        const found: (AnyFields & EventLocation)[] = [];
        for (let first = from; first <= last; first += blocksPerRequest) {
          const logs = await contract.queryFilter(filter, first, Math.min(first + blocksPerRequest - 1, last));
          found.push(...logs.map(read));
        }
        return found;
      }),

    watch: (listener, { where, onFailure } = {}) =>
      withNationErrors(async () => {
        const filter = await topicsFor(where).getTopicFilter();
        const source = { address: await contract.getAddress(), topics: filter };
        const provider = providerOf(runner);
        const onLog = (log: Log): void => {
          let found: AnyFields & EventLocation;
          try {
            found = read(log);
          } catch (error) {
            onFailure?.(toNationError(error));
            return;
          }
          listener(found);
        };
        await provider.on(source, onLog);
        return async () => {
          await provider.off(source, onLog);
        };
      }),
  };
}
