import { ZeroHash } from "ethers";
import type { Address } from "../../core/address";
import { addressOf, type Connection } from "../../core/directory";
import { eventsOf, type Events } from "../../core/events";
import { withNationErrors } from "../../core/failures";
import { provisionActions, type ProvisionActions } from "../../core/provisions";
import { moment, seconds, type Moment, type Seconds } from "../../core/units";
import { writer, type Call, type ReceiptEvents, type Write } from "../../core/write";
import { NationTimelock__factory, type NationTimelock } from "../../generated/contracts";
import type { ProposalClass } from "../governor/codes";
import { timelockEventUnits, type TimelockEventUnits } from "./events";
import type { TimelockProvisions } from "./provisions";

const states = ["unset", "waiting", "ready", "done"] as const;

/** Where an operation of the timelock stands. */
export type OperationState = (typeof states)[number];

/** What the timelock does in one operation. */
export interface TimelockOperation {
  readonly calls: readonly Call[];
  /** The operation that must come first; none if left out. */
  readonly predecessor?: string;
  /** Tells equal operations apart; zero if left out. */
  readonly salt?: string;
}

/** What the timelock does in an operation of one call. */
export interface SingleOperation extends Omit<TimelockOperation, "calls"> {
  readonly call: Call;
}

/** A role of the timelock, held by an account. */
export interface TimelockRole {
  /** The role's hash: `timelock.contract.PROPOSER_ROLE()` and its like. */
  readonly role: string;
  readonly account: Address;
}

/** The government: what passed waits here, and is done from here. Only the governor proposes, cancels and executes. */
export interface TimelockClient extends ProvisionActions<TimelockProvisions> {
  readonly address: Address;
  /** The contract in ethers' terms, for what the SDK does not wrap. */
  readonly contract: NationTimelock;
  readonly events: Events<NationTimelock, TimelockEventUnits>;

  /** How long everything waits at least. */
  delay(): Promise<Seconds>;
  /** How long calls wait, by the class of the decision and by whether they move money. */
  delayOf(parameters: { calls: readonly Call[]; class: ProposalClass }): Promise<Seconds>;
  stateOf(parameters: { id: string }): Promise<OperationState>;
  /** Until when an operation is or was held back; undefined if it never was, or was struck. */
  heldUntil(parameters: { id: string }): Promise<Moment | undefined>;
  hasRole(parameters: TimelockRole): Promise<boolean>;
  hashOf(parameters: TimelockOperation): Promise<string>;

  readonly schedule: Write<SingleOperation & { readonly delay: Seconds }, { readonly id: string }>;
  readonly scheduleBatch: Write<TimelockOperation & { readonly delay: Seconds }, { readonly id: string }>;
  readonly execute: Write<SingleOperation, { readonly id: string }>;
  readonly executeBatch: Write<TimelockOperation, { readonly id: string }>;
  readonly cancel: Write<{ readonly id: string }, { readonly id: string }>;
  /** Holds back what waits, once. Who holds the petition's role does. */
  readonly hold: Write<
    { readonly id: string; readonly duration: Seconds },
    { readonly id: string; readonly until: Moment },
    bigint
  >;
  /** Lets go what is held back. Who holds the petition's role does. */
  readonly release: Write<{ readonly id: string }, { readonly id: string; readonly readyAt: Moment }>;
  /** Cancels for good what was held back. Who holds the petition's role does. */
  readonly strike: Write<{ readonly id: string }, { readonly id: string }>;
  readonly grantRole: Write<TimelockRole, { readonly granted: boolean }>;
  readonly revokeRole: Write<TimelockRole, { readonly revoked: boolean }>;
  readonly renounceRole: Write<TimelockRole, { readonly revoked: boolean }>;
}

type BatchArguments = [targets: string[], values: bigint[], payloads: string[], predecessor: string, salt: string];

const batch = ({ calls, predecessor = ZeroHash, salt = ZeroHash }: TimelockOperation): BatchArguments => [
  calls.map(({ target }) => target),
  calls.map(({ value }) => value),
  calls.map(({ data }) => data),
  predecessor,
  salt,
];

type SingleArguments = [target: string, value: bigint, payload: string, predecessor: string, salt: string];

const single = ({ call, predecessor = ZeroHash, salt = ZeroHash }: SingleOperation): SingleArguments => [
  call.target,
  call.value,
  call.data,
  predecessor,
  salt,
];

const revokedOf = ({ all }: ReceiptEvents<NationTimelock>): { readonly revoked: boolean } => ({
  revoked: all("RoleRevoked").length > 0,
});

/**
 * The timelock of a nation: `connect()` calls this.
 *
 * @example
 * show(`What passes waits ${seconds.format(await nation.timelock.delay())}.`);
 */
export function timelockClient(connection: Connection): TimelockClient {
  const address = addressOf(connection, "timelock");
  const { runner } = connection;
  const contract = NationTimelock__factory.connect(address, runner);
  const write = writer(contract, address, runner);

  return {
    address,
    contract,
    events: eventsOf(contract, connection, timelockEventUnits),
    ...provisionActions<TimelockProvisions>(address, runner),

    delay: () => withNationErrors(async () => seconds.from(await contract.getMinDelay())),
    delayOf: ({ calls, class: proposalClass }) =>
      withNationErrors(async () => {
        const [targets, values, calldatas] = batch({ calls });
        const delay = await contract.delayOf(proposalClass === "constitutional", targets, values, calldatas);
        return seconds.from(delay);
      }),
    stateOf: ({ id }) => withNationErrors(async () => states[Number(await contract.getOperationState(id))]),
    heldUntil: ({ id }) =>
      withNationErrors(async () => {
        const until = await contract.heldUntil(id);
        return until === 0n ? undefined : moment.from(until);
      }),
    hasRole: ({ role, account }) => withNationErrors(() => contract.hasRole(role, account)),
    hashOf: (operation) => withNationErrors(() => contract.hashOperationBatch(...batch(operation))),

    schedule: write(contract.schedule, {
      args: (operation) => [...single(operation), operation.delay],
      result: ({ get }) => ({ id: get("CallScheduled").id }),
    }),
    scheduleBatch: write(contract.scheduleBatch, {
      args: (operation) => [...batch(operation), operation.delay],
      result: ({ get }) => ({ id: get("CallScheduled").id }),
    }),
    execute: write(contract.execute, { args: single, result: ({ get }) => ({ id: get("CallExecuted").id }) }),
    executeBatch: write(contract.executeBatch, { args: batch, result: ({ get }) => ({ id: get("CallExecuted").id }) }),
    cancel: write(contract.cancel, { args: ({ id }) => [id], result: ({ get }) => ({ id: get("Cancelled").id }) }),
    hold: write(contract.hold, {
      args: ({ id, duration }) => [id, duration],
      result: ({ get }) => {
        const { id, until } = get("OperationHeld");
        return { id, until: moment.from(until) };
      },
    }),
    release: write(contract.release, {
      args: ({ id }) => [id],
      result: ({ get }) => {
        const { id, readyAt } = get("OperationReleased");
        return { id, readyAt: moment.from(readyAt) };
      },
    }),
    strike: write(contract.strike, {
      args: ({ id }) => [id],
      result: ({ get }) => ({ id: get("OperationStruck").id }),
    }),
    grantRole: write(contract.grantRole, {
      args: ({ role, account }) => [role, account],
      result: ({ all }) => ({ granted: all("RoleGranted").length > 0 }),
    }),
    revokeRole: write(contract.revokeRole, { args: ({ role, account }) => [role, account], result: revokedOf }),
    renounceRole: write(contract.renounceRole, { args: ({ role, account }) => [role, account], result: revokedOf }),
  };
}
