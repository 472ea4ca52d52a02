import { toBeHex } from "ethers";
import type { Address } from "../../core/address";
import { addressOf, type Connection } from "../../core/directory";
import { eventsOf, type Events } from "../../core/events";
import { withNationErrors } from "../../core/failures";
import type { Page, PageQuery } from "../../core/pages";
import { provisionActions, type ProvisionActions } from "../../core/provisions";
import { multicall } from "../../core/reader";
import { heads, moment, type Heads, type Moment } from "../../core/units";
import { providerOf, receiptEvents, writer, type Write } from "../../core/write";
import { CivicCoin__factory, type Grants } from "../../generated/contracts";
import { citizenId as citizenUnit, type CitizenId } from "../citizenship/units";
import { civic, type Civic } from "../coin/units";
import { payoutsAt, type Payouts } from "../payouts";
import type { BudgetId } from "../treasury/units";
import { grantsEventUnits, type GrantsEventUnits } from "./events";
import { listProjects, listRounds, reading, readRound } from "./lists";
import type { GrantsProvisions } from "./provisions";
import { giftFrom, projectFrom, roundFrom, tableOf } from "./records";
import type { GrantGift, GrantProject, GrantRound, MatchingTable } from "./types";
import {
  grantProjectId as projectUnit,
  grantRoundId as roundUnit,
  type GrantProjectId,
  type GrantRoundId,
} from "./units";

/** A project that an act is about. */
interface OfProject {
  readonly projectId: GrantProjectId;
}

/** A round that an act is about. */
interface OfRound {
  readonly roundId: GrantRoundId;
}

/** The grants of a nation. */
export interface GrantsClient extends ProvisionActions<GrantsProvisions>, Payouts {
  readonly address: Address;
  /** The contract in ethers' terms, for what the SDK does not wrap. */
  readonly contract: Grants;
  readonly events: Events<Grants, GrantsEventUnits>;

  /** What was collected for the next round. */
  collected(): Promise<Civic>;
  /** @throws RevertError if there is no such round. */
  round(parameters: OfRound): Promise<GrantRound>;
  /** The rounds, the newest first. */
  rounds(query?: PageQuery): Promise<Page<GrantRound>>;
  /** @throws RevertError if there is no such project. */
  project(parameters: OfProject): Promise<GrantProject>;
  /** The projects of a round, or of all, those registered last first. */
  projects(query?: PageQuery & { readonly roundId?: GrantRoundId }): Promise<Page<GrantProject>>;
  /**
   * How the pot of a round is divided, or would be now: all its projects, the largest matching first.
   *
   * @example
   * const { rows, rest } = await nation.grants.table({ roundId });
   * for (const { project, matching } of rows) show(project.title, project.given, matching);
   */
  table(parameters: OfRound): Promise<MatchingTable>;
  /** What a citizen gave in a round. */
  gifts(parameters: OfRound & { citizenId: CitizenId }): Promise<GrantGift[]>;
  /** What a project is due and was not owed yet, before tax. */
  due(parameters: OfProject): Promise<{ readonly gifts: Civic; readonly matching: Civic }>;

  /** Draws all that a budget of the grants has now. Anyone's. */
  readonly collect: Write<{ readonly budgetId: BudgetId }, { readonly collected: Civic }, bigint>;
  /** Opens a round with what was collected. Anyone's, once it is enough. */
  readonly openRound: Write<
    void,
    OfRound & { readonly pot: Civic; readonly counted: Civic; readonly closesAt: Moment },
    bigint
  >;
  /** Registers a project in the round that runs. A citizen's, once in a round. */
  readonly register: Write<
    { readonly recipient: Address; readonly title: string; readonly uri?: string },
    OfProject & OfRound,
    bigint
  >;
  /**
   * Gives to a project: sends the coin with the coin's `transferAndCall`. A citizen's. Without a project, `coin.transferAndCall` to
   * {@link address} gives to the next pot.
   *
   * @example
   * await nation.grants.contribute.wait({ projectId, amount: civic.parse("25") });
   */
  readonly contribute: Write<
    OfProject & { readonly amount: Civic },
    OfProject & { readonly citizenId: CitizenId; readonly amount: Civic },
    boolean
  >;
  /** Closes the round that is over. Anyone's. */
  readonly closeRound: Write<void, OfRound & { readonly isMatched: boolean; readonly donors: Heads }, bigint>;
  /** Accepts what a project did. A donor's. */
  readonly accept: Write<OfProject, OfProject & { readonly accepted: Heads; readonly needed: Heads }>;
  /** Owes a project what is due to it, for the recipient to claim. Anyone's. */
  readonly settle: Write<
    OfProject,
    OfProject & { readonly gifts: Civic; readonly tax: Civic; readonly matching: Civic },
    { readonly gifts: bigint; readonly matching: bigint }
  >;
  /** Sends what no project got of a round back to the treasury. Anyone's, once its projects can no longer be matched. */
  readonly returnRest: Write<OfRound, OfRound & { readonly amount: Civic }, bigint>;
}

/** Bytes of a project's number, as a payment names it. */
const NUMBER_BYTES = 32;

/**
 * The grants of a nation: `connect()` calls this.
 *
 * @example
 * const { items } = await nation.grants.rounds({ limit: 1 });
 */
export function grantsClient(connection: Connection): GrantsClient {
  const address = addressOf(connection, "grants");
  const { runner } = connection;
  const { contract, read } = reading(connection);
  const write = writer(contract, address, runner);
  const coinAddress = addressOf(connection, "coin");
  const coin = CivicCoin__factory.connect(coinAddress, runner);
  const writeCoin = writer(coin, coinAddress, runner);

  return {
    address,
    contract,
    events: eventsOf(contract, connection, grantsEventUnits(connection)),
    ...provisionActions<GrantsProvisions>(address, runner),
    ...payoutsAt(connection, address),

    collected: () => withNationErrors(async () => civic.from(await contract.collected())),
    round: ({ roundId }) =>
      withNationErrors(async () => {
        const { values, at } = await multicall(providerOf(runner), [read(contract.roundOf, [roundId], (raw) => raw)]);
        return roundFrom(roundId, values[0], at);
      }),
    rounds: (query = {}) => withNationErrors(() => listRounds(connection, query)),
    project: ({ projectId }) =>
      withNationErrors(async () => projectFrom(projectId, await contract.projectOf(projectId))),
    projects: (query = {}) => withNationErrors(() => listProjects(connection, query)),
    table: ({ roundId }) =>
      withNationErrors(async () => {
        const { round, projects } = await readRound(connection, roundId);
        return tableOf(round, projects);
      }),
    gifts: ({ roundId, citizenId }) =>
      withNationErrors(async () => (await contract.giftsOf(roundId, citizenId)).map(giftFrom)),
    due: ({ projectId }) =>
      withNationErrors(async () => {
        const { gifts, matching } = await contract.dueOf(projectId);
        return { gifts: civic.from(gifts), matching: civic.from(matching) };
      }),

    collect: write(contract.collect, {
      args: ({ budgetId }) => [budgetId],
      result: ({ get }) => ({ collected: civic.from(get("PotGrown").collected) }),
    }),
    openRound: write(contract.openRound, {
      args: () => [],
      result: ({ get }) => {
        const { roundId, pot, counted, closesAt } = get("RoundOpened");
        return {
          roundId: roundUnit.from(roundId),
          pot: civic.from(pot),
          counted: civic.from(counted),
          closesAt: moment.from(closesAt),
        };
      },
    }),
    register: write(contract.register, {
      args: ({ recipient, title, uri = "" }) => [recipient, title, uri],
      result: ({ get }) => {
        const { projectId, roundId } = get("ProjectRegistered");
        return { projectId: projectUnit.from(projectId), roundId: roundUnit.from(roundId) };
      },
    }),
    contribute: writeCoin(coin["transferAndCall(address,uint256,bytes)"], {
      args: ({ projectId, amount }: OfProject & { readonly amount: Civic }) => [
        address,
        amount,
        toBeHex(projectId, NUMBER_BYTES),
      ],
      result: ({ receipt }) => {
        const { projectId, citizenId, amount } = receiptEvents(contract, address, receipt).get("Contributed");
        return {
          projectId: projectUnit.from(projectId),
          citizenId: citizenUnit.from(citizenId),
          amount: civic.from(amount),
        };
      },
    }),
    closeRound: write(contract.closeRound, {
      args: () => [],
      result: ({ get }) => {
        const { roundId, isMatched, donors } = get("RoundClosed");
        return { roundId: roundUnit.from(roundId), isMatched, donors: heads.from(donors) };
      },
    }),
    accept: write(contract.accept, {
      args: ({ projectId }) => [projectId],
      result: ({ get }, { projectId }) => {
        const { accepted, needed } = get("GrantAccepted");
        return { projectId, accepted: heads.from(accepted), needed: heads.from(needed) };
      },
    }),
    settle: write(contract.settle, {
      args: ({ projectId }) => [projectId],
      result: ({ get }, { projectId }) => {
        const { gifts, tax, matching } = get("ProjectSettled");
        return { projectId, gifts: civic.from(gifts), tax: civic.from(tax), matching: civic.from(matching) };
      },
    }),
    returnRest: write(contract.returnRest, {
      args: ({ roundId }) => [roundId],
      result: ({ get }, { roundId }) => ({ roundId, amount: civic.from(get("RestReturned").amount) }),
    }),
  };
}
