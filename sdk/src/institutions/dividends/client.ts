import type { Address } from "../../core/address";
import { addressOf, type Connection } from "../../core/directory";
import { eventsOf, type Events } from "../../core/events";
import { withNationErrors } from "../../core/failures";
import { entryOf, pageOfNumbers, type Page, type PageQuery } from "../../core/pages";
import { provisionActions, type ProvisionActions } from "../../core/provisions";
import { multicallEach, readEncoder } from "../../core/reader";
import { moment } from "../../core/units";
import { providerOf, writer, type Write } from "../../core/write";
import { Dividends__factory, type Dividends } from "../../generated/contracts";
import { citizenId as citizenUnit, type CitizenId } from "../citizenship/units";
import { civic, type Civic } from "../coin/units";
import { proposalId as proposalUnit } from "../governor/units";
import type { BudgetId } from "../treasury/units";
import { dividendsDueTo, epochFrom, participationsIn } from "./due";
import { dividendsEventUnits, type DividendsEventUnits } from "./events";
import type { DividendsProvisions } from "./provisions";
import type { DueDividend, Epoch, PaidDividend, Participation, RunningEpoch } from "./types";
import { epochId as epochUnit, type EpochId } from "./units";

/** The dividends of a nation. */
export interface DividendsClient extends ProvisionActions<DividendsProvisions> {
  readonly address: Address;
  /** The contract in ethers' terms, for what the SDK does not wrap. */
  readonly contract: Dividends;
  readonly events: Events<Dividends, DividendsEventUnits>;

  /** How many epochs were closed. */
  epochCount(): Promise<number>;
  /** @throws RevertError if there is no such epoch. */
  epoch(parameters: { epochId: EpochId }): Promise<Epoch>;
  /** The epochs that are closed, the newest first. */
  list(query?: PageQuery): Promise<Page<Epoch>>;
  running(): Promise<RunningEpoch>;
  isPaid(parameters: { epochId: EpochId; citizenId: CitizenId }): Promise<boolean>;
  /** What a citizen can claim now, of all epochs, with the ballots that show it. */
  due(parameters: { citizenId: CitizenId }): Promise<DueDividend[]>;
  /** By which ballots these citizens took part in an epoch; who did not, or is due nothing, is left out. For claims of many at once. */
  participations(parameters: { epochId: EpochId; citizenIds: readonly CitizenId[] }): Promise<Participation[]>;

  /** Draws all that a budget of the dividends has now. Anyone's. */
  readonly collect: Write<{ readonly budgetId: BudgetId }, { readonly budgetId: BudgetId }, bigint>;
  /** Ends the running epoch, and divides what came in. Anyone's, once it is long enough. */
  readonly closeEpoch: Write<
    void,
    { readonly epochId: EpochId; readonly citizensPot: Civic; readonly stakersPot: Civic },
    bigint
  >;
  /**
   * Pays dividends of an epoch, for anyone. Whoever was paid already is skipped.
   *
   * @example
   * const [{ epochId, ...participation }] = await nation.dividends.due({ citizenId });
   * await nation.dividends.claim.wait({ epochId, participations: [participation] });
   */
  readonly claim: Write<
    { readonly epochId: EpochId; readonly participations: readonly Participation[] },
    { readonly epochId: EpochId; readonly paid: readonly PaidDividend[] },
    bigint
  >;
  /** Sends what nobody claimed of an epoch back to the treasury. Anyone's, once it can no longer be claimed. */
  readonly returnRest: Write<
    { readonly epochId: EpochId },
    { readonly epochId: EpochId; readonly amount: Civic },
    bigint
  >;
}

/** How many epochs are read with one request at most. */
const AT_ONCE = 100;

/**
 * The dividends of a nation: `connect()` calls this.
 *
 * @example
 * for (const { epochId, byHead, byStake } of await nation.dividends.due({ citizenId })) show(epochId, byHead, byStake);
 */
export function dividendsClient(connection: Connection): DividendsClient {
  const address = addressOf(connection, "dividends");
  const { runner } = connection;
  const contract = Dividends__factory.connect(address, runner);
  const write = writer(contract, address, runner);
  const read = readEncoder(contract, address);
  const epoch = async (epochId: EpochId): Promise<Epoch> => epochFrom(epochId, await contract.epochOf(epochId));

  return {
    address,
    contract,
    events: eventsOf(contract, connection, dividendsEventUnits),
    ...provisionActions<DividendsProvisions>(address, runner),

    epochCount: () => withNationErrors(async () => Number(await contract.epochCount())),
    epoch: ({ epochId }) => withNationErrors(() => epoch(epochId)),
    list: (query = {}) =>
      withNationErrors(() =>
        pageOfNumbers(
          {
            list: "epochs",
            atOnce: AT_ONCE,
            count: () => contract.epochCount(),
            read: async (ids) => {
              const reads = ids.map((id) => read(contract.epochOf, [id], (raw) => epochFrom(epochUnit.from(id), raw)));
              const { values } = await multicallEach(providerOf(runner), reads);
              return ids.map((id, index) => entryOf(id, [values[index]], ([found]) => found as Epoch));
            },
          },
          query,
        ),
      ),
    running: () =>
      withNationErrors(async () => {
        const { from, closableAt, collected } = await contract.runningEpoch();
        return {
          from: moment.from(from),
          closableAt: moment.from(closableAt),
          collected: civic.from(collected),
        };
      }),
    isPaid: ({ epochId, citizenId }) => withNationErrors(() => contract.isPaid(epochId, citizenId)),
    due: ({ citizenId }) => withNationErrors(() => dividendsDueTo(connection, citizenId)),
    participations: ({ epochId, citizenIds }) =>
      withNationErrors(async () => participationsIn(connection, await epoch(epochId), citizenIds)),

    collect: write(contract.collect, {
      args: ({ budgetId }) => [budgetId],
      result: (_, { budgetId }) => ({ budgetId }),
    }),
    closeEpoch: write(contract.closeEpoch, {
      args: () => [],
      result: ({ get }) => {
        const { epochId, citizensPot, stakersPot } = get("EpochClosed");
        return {
          epochId: epochUnit.from(epochId),
          citizensPot: civic.from(citizensPot),
          stakersPot: civic.from(stakersPot),
        };
      },
    }),
    claim: write(contract.claim, {
      args: ({ epochId, participations }) => [epochId, [...participations]],
      result: ({ all }, { epochId }) => ({
        epochId,
        paid: all("DividendPaid").map(({ citizenId, holder, proposalId, byHead, byStake }) => ({
          citizenId: citizenUnit.from(citizenId),
          holder,
          proposalId: proposalUnit.from(proposalId),
          byHead: civic.from(byHead),
          byStake: civic.from(byStake),
        })),
      }),
    }),
    returnRest: write(contract.returnRest, {
      args: ({ epochId }) => [epochId],
      result: ({ get }) => {
        const { epochId, amount } = get("RestReturned");
        return { epochId: epochUnit.from(epochId), amount: civic.from(amount) };
      },
    }),
  };
}
