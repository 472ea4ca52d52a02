import { type BaseContract, type ContractRunner, type Log } from "ethers";
import { guard } from "./failures";
import { providerOf, type FieldsOf } from "./write";

/** Where and when something happened. */
export interface Occurrence {
  readonly block: number;
  readonly transaction: string;
  /** The log's place in its block. */
  readonly index: number;
}

/** Which occurrences to look for. */
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

/** One kind of event of one institution. */
export interface EventFace<Fields> {
  /** Those that happened, in order. */
  query(query?: EventQuery<Fields>): Promise<(Fields & Occurrence)[]>;
  /**
   * Tells of each from now on.
   *
   * @returns What ends the watch.
   */
  watch(
    listener: (event: Fields & Occurrence) => void,
    query?: Pick<EventQuery<Fields>, "where">,
  ): Promise<() => Promise<void>>;
}

/**
 * Every event of an institution, by name.
 *
 * @example
 * const paid = await nation.coin.events.Transfer.query({ where: { to: treasury }, from: 1_000 });
 * const stop = await nation.citizenship.events.CitizenAdmitted.watch(({ citizenId }) => greet(citizenId));
 */
export type Events<Contract extends BaseContract> = {
  readonly [Name in keyof Contract["filters"] as Name extends `${string}(${string}` ? never : Name]: EventFace<
    FieldsOf<Contract["filters"][Name]>
  >;
};

type AnyFields = Readonly<Record<string, unknown>>;

/** The faces of every event that a contract's ABI declares. */
export function eventsOf<Contract extends BaseContract>(contract: Contract, runner: ContractRunner): Events<Contract> {
  const faces: Record<string, EventFace<AnyFields>> = {};
  contract.interface.forEachEvent(({ name }) => {
    faces[name] = face(contract, name, runner);
  });
  return faces as unknown as Events<Contract>;
}

function face(contract: BaseContract, name: string, runner: ContractRunner): EventFace<AnyFields> {
  const fragment = contract.interface.getEvent(name);
  const topicsFor = (where: Partial<AnyFields> = {}) =>
    contract.filters[name](...(fragment?.inputs ?? []).map((input) => where[input.name] ?? null));

  const read = (log: Log): AnyFields & Occurrence => ({
    ...(contract.interface.parseLog(log)?.args.toObject() as AnyFields | undefined),
    block: log.blockNumber,
    transaction: log.transactionHash,
    index: log.index,
  });

  return {
    query: ({ where, from = 0, to, blocksPerRequest } = {}) =>
      guard(async () => {
        const filter = topicsFor(where);
        if (blocksPerRequest === undefined) return (await contract.queryFilter(filter, from, to ?? "latest")).map(read);
        const last = to ?? (await providerOf(runner).getBlockNumber());
        const found: (AnyFields & Occurrence)[] = [];
        for (let first = from; first <= last; first += blocksPerRequest) {
          const logs = await contract.queryFilter(filter, first, Math.min(first + blocksPerRequest - 1, last));
          found.push(...logs.map(read));
        }
        return found;
      }),

    watch: (listener, { where } = {}) =>
      guard(async () => {
        const filter = await topicsFor(where).getTopicFilter();
        const source = { address: await contract.getAddress(), topics: filter };
        const provider = providerOf(runner);
        const onLog = (log: Log): void => {
          listener(read(log));
        };
        await provider.on(source, onLog);
        return async () => {
          await provider.off(source, onLog);
        };
      }),
  };
}
