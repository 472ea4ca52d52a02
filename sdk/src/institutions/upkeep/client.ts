import { dataSlice, decodeBytes32String } from "ethers";
import type { Address } from "../../core/address";
import { addressOf, type Connection } from "../../core/directory";
import { eventsOf, type Events } from "../../core/events";
import { withNationErrors } from "../../core/failures";
import { keyOf } from "../../core/keys";
import type { LogRange } from "../../core/logs";
import { provisionActions, type ProvisionActions } from "../../core/provisions";
import { retrying } from "../../core/retries";
import { wei, type Wei } from "../../core/units";
import { providerOf, writer, type Write } from "../../core/write";
import { Upkeep__factory, type Upkeep } from "../../generated/contracts";
import type { BudgetId } from "../treasury/units";
import { upkeepEventUnits, type UpkeepEventUnits } from "./events";
import type { UpkeepProvisions } from "./provisions";
import type { KeptFunction, PerformedActs, UpkeepAct } from "./types";

/** The upkeep of a nation. */
export interface UpkeepClient extends ProvisionActions<UpkeepProvisions> {
  readonly address: Address;
  /** The contract in ethers' terms, for what the SDK does not wrap. Anyone pays in by sending native coin to it. */
  readonly contract: Upkeep;
  readonly events: Events<Upkeep, UpkeepEventUnits>;

  /** What it can pay. */
  balance(): Promise<Wei>;
  /** What a step that uses so much gas earns at the present base fee, as far as there is coin. */
  rewardFor(parameters: { gas: bigint }): Promise<Wei>;
  /** Whether a step is paid for. */
  isKept(parameters: Pick<UpkeepAct, "institution" | "data">): Promise<boolean>;
  /** All functions whose calls are paid for, from the logs. */
  kept(range?: LogRange): Promise<KeptFunction[]>;

  /**
   * Takes steps that are due, and is paid for those that succeed. Anyone's. `simulate` tells a reward of nothing, since nodes simulate
   * without a base fee: ask `rewardFor`.
   *
   * @example
   * const { data } = nation.court.advance.call({ caseId });
   * const { reward } = await nation.upkeep.perform.wait({ acts: [{ institution: "court", data, gas: 500_000n }] });
   */
  readonly perform: Write<
    { readonly acts: readonly UpkeepAct[] },
    PerformedActs,
    { readonly done: bigint; readonly reward: bigint }
  >;
  /** Draws all that a budget of the upkeep has now. Anyone's. */
  readonly collect: Write<
    { readonly budgetId: BudgetId },
    { readonly budgetId: BudgetId; readonly amount: Wei },
    bigint
  >;
  /** Has calls of a function paid for, or no longer. The government's. */
  readonly setKept: Write<KeptFunction & { readonly isKept: boolean }, KeptFunction & { readonly isKept: boolean }>;
  /** Sends what is here back to the treasury. The government's. */
  readonly returnRest: Write<void, { readonly amount: Wei }, bigint>;
}

const BASIS_POINTS = 10_000n;
const GWEI = 10n ** 9n;

const least = (...amounts: readonly bigint[]): bigint => amounts.reduce((one, other) => (other < one ? other : one));

/** What a transaction takes beside its steps, and whoever is paid for taking the coin. */
const TRANSACTION_GAS = 120_000n;

/** What a step is to be given: its gas, what every call leaves of that, what its data takes, and what the upkeep does for it. */
const gasFor = ({ gas, data }: UpkeepAct): bigint =>
  gas + gas / 63n + 30_000n + 40n * BigInt(Math.ceil(data.length / 2) + 128);

/** The name that a key of the directory spells; the key itself if it spells none. */
function nameOf(key: string): string {
  try {
    return decodeBytes32String(key);
  } catch {
    return key;
  }
}

/**
 * The upkeep of a nation: `connect()` calls this.
 *
 * @example
 * const reward = await nation.upkeep.rewardFor({ gas: 200_000n });
 */
export function upkeepClient(connection: Connection): UpkeepClient {
  const address = addressOf(connection, "upkeep");
  const { runner } = connection;
  const contract = Upkeep__factory.connect(address, runner);
  const write = writer(contract, address, runner);
  const events = eventsOf(contract, connection, upkeepEventUnits);
  const balance = () => retrying(() => providerOf(runner).getBalance(address));

  return {
    address,
    contract,
    events,
    ...provisionActions<UpkeepProvisions>(address, runner),

    balance: () => withNationErrors(async () => wei.from(await balance())),
    rewardFor: ({ gas }) =>
      withNationErrors(async () => {
        const [block, provisions, left] = await Promise.all([
          retrying(() => providerOf(runner).getBlock("latest")),
          contract.provisions(),
          balance(),
        ]);
        const [margin, most] = provisions.map(({ current }) => current);
        const reward = (gas * (block?.baseFeePerGas ?? 0n) * (BASIS_POINTS + margin)) / BASIS_POINTS;
        return wei.from(least(reward, most * GWEI, left));
      }),
    isKept: ({ institution, data }) =>
      withNationErrors(() => contract.isKept(keyOf(institution), dataSlice(data, 0, 4))),
    kept: (range = {}) =>
      withNationErrors(async () => {
        const last = new Map<string, KeptFunction & { readonly isKept: boolean }>();
        for (const { institution, selector, isKept } of await events.KeptSet.query(range)) {
          last.set(`${institution} ${selector}`, { institution: nameOf(institution), selector, isKept });
        }
        return [...last.values()]
          .filter(({ isKept }) => isKept)
          .map(({ institution, selector }) => ({ institution, selector }));
      }),

    perform: write(contract.perform, {
      gasLimit: ({ acts }) => acts.reduce((sum, act) => sum + gasFor(act), TRANSACTION_GAS),
      args: ({ acts }) => [acts.map(({ institution, data, gas }) => ({ institution: keyOf(institution), data, gas }))],
      result: ({ get, all }) => {
        const { done, reward } = get("Performed");
        const failed = all("ActFailed").map(({ index, reason }) => ({ index: Number(index), reason }));
        return { done: Number(done), failed, reward: wei.from(reward) };
      },
    }),
    collect: write(contract.collect, {
      args: ({ budgetId }) => [budgetId],
      result: ({ get }, { budgetId }) => ({ budgetId, amount: wei.from(get("Received").amount) }),
    }),
    setKept: write(contract.setKept, {
      args: ({ institution, selector, isKept }) => [keyOf(institution), selector, isKept],
      result: (_, { institution, selector, isKept }) => ({ institution, selector, isKept }),
    }),
    returnRest: write(contract.returnRest, {
      args: () => [],
      result: ({ get }) => ({ amount: wei.from(get("RestReturned").amount) }),
    }),
  };
}
