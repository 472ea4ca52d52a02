import type { Address } from "../../core/address";
import { addressOf, type Connection } from "../../core/directory";
import { eventsOf, type Events } from "../../core/events";
import { withNationErrors } from "../../core/failures";
import { provisionActions, type ProvisionActions } from "../../core/provisions";
import { sign, signerAddress, splitSignature } from "../../core/typed-data";
import { moment, type Moment } from "../../core/units";
import { writer, type ReceiptEvents, type Write } from "../../core/write";
import { Stake__factory, type Stake } from "../../generated/contracts";
import type { Delegated, SignedDelegation } from "../citizenship/types";
import { citizenId as idUnit, type CitizenId } from "../citizenship/units";
import { civic, type Civic } from "../coin/units";
import { stakeEventUnits, type StakeEventUnits } from "./events";
import type { StakeProvisions } from "./provisions";
import { delegationSignedTypes } from "../delegation";

/** What a citizen has at stake. */
export interface StakePosition {
  /** Locked now, with votes. */
  readonly staked: Civic;
  /** On its way out, without votes. */
  readonly leaving: Civic;
  /** When what leaves may be withdrawn; undefined if nothing leaves. */
  readonly leavesAt: Moment | undefined;
  /** The citizen who casts this stake's votes: the citizen's own id if nobody else does. */
  readonly delegateId: CitizenId;
}

/** Coin put at stake. */
export interface Staked {
  readonly citizenId: CitizenId;
  readonly amount: Civic;
}

/** Coin on its way out. */
export interface Unstaked extends Staked {
  readonly leavesAt: Moment;
}

/** The civic coin that citizens lock for votes. */
export interface StakeClient extends ProvisionActions<StakeProvisions> {
  readonly address: Address;
  /** The contract in ethers' terms, for what the SDK does not wrap. */
  readonly contract: Stake;
  readonly events: Events<Stake, StakeEventUnits>;

  positionOf(parameters: { citizenId: CitizenId }): Promise<StakePosition>;
  totalStaked(): Promise<Civic>;
  /** The votes that a citizen casts in the stake house now. */
  votesOf(parameters: { citizenId: CitizenId }): Promise<Civic>;
  pastVotesOf(parameters: { citizenId: CitizenId; at: Moment }): Promise<Civic>;
  /** What a citizen had at stake at a past moment. */
  pastStakeOf(parameters: { citizenId: CitizenId; at: Moment }): Promise<Civic>;
  pastDelegateOf(parameters: { citizenId: CitizenId; at: Moment }): Promise<CitizenId>;
  /** The account that casts an account's stake now. */
  delegateOf(parameters: { account: Address }): Promise<Address>;

  /** Locks coin, out of an allowance that the citizen gave the stake; `coin.transferAndCall` to {@link address} needs none. */
  readonly stake: Write<{ readonly amount: Civic }, Staked>;
  /** Sends staked coin on its way out. */
  readonly unstake: Write<{ readonly amount: Civic }, Unstaked, bigint>;
  /** Unstakes for a person whose citizenship has ended. Anyone's. */
  readonly unstakeEnded: Write<{ readonly citizenId: CitizenId }, Unstaked, bigint>;
  /** Pays out what has cooled down, to the citizen. */
  readonly withdraw: Write<{ readonly citizenId: CitizenId }, Staked & { readonly to: Address }, bigint>;
  /** Takes stake by a ruling. Justice's. */
  readonly slash: Write<Staked & { readonly rulingId: string }, Staked & { readonly rulingId: string }, bigint>;
  /** Delegates the stake's votes to another citizen; to oneself to take them back. */
  readonly delegate: Write<{ readonly to: Address }, { readonly changed: Delegated | undefined }>;
  /** Delivers a signed delegation. */
  readonly delegateBySignature: Write<SignedDelegation, { readonly changed: Delegated | undefined }>;

  /** Signs a delegation of the stake's votes. */
  signDelegation(parameters: { to: Address; expiry: Moment }): Promise<SignedDelegation>;
}

/** A delegation to who has the votes already announces nothing. */
function delegatedOf({ all }: ReceiptEvents<Stake>): { readonly changed: Delegated | undefined } {
  const changed = all("DelegateChanged")
    .map(({ delegator, fromDelegate, toDelegate }) => ({ delegator, before: fromDelegate, after: toDelegate }))
    .at(0);
  return { changed };
}

function unstakedOf({ get }: ReceiptEvents<Stake>): Unstaked {
  const { citizenId, amount, leavesAt } = get("Unstaked");
  return { citizenId: idUnit.from(citizenId), amount: civic.from(amount), leavesAt: moment.from(leavesAt) };
}

/**
 * The stake of a nation: `connect()` calls this.
 *
 * @example
 * await nation.coin.approve.wait({ spender: nation.stake.address, amount });
 * await nation.stake.stake.wait({ amount });
 */
export function stakeClient(connection: Connection): StakeClient {
  const address = addressOf(connection, "stake");
  const { runner } = connection;
  const contract = Stake__factory.connect(address, runner);
  const write = writer(contract, address, runner);

  return {
    address,
    contract,
    events: eventsOf(contract, connection, stakeEventUnits),
    ...provisionActions<StakeProvisions>(address, runner),

    positionOf: ({ citizenId }) =>
      withNationErrors(async () => {
        const { staked, leaving, leavesAt, delegateId } = await contract.positionOf(citizenId);
        return {
          staked: civic.from(staked),
          leaving: civic.from(leaving),
          leavesAt: leaving === 0n ? undefined : moment.from(leavesAt),
          delegateId: idUnit.from(delegateId),
        };
      }),
    totalStaked: () => withNationErrors(async () => civic.from(await contract.totalStaked())),
    votesOf: ({ citizenId }) => withNationErrors(async () => civic.from(await contract.votesOf(citizenId))),
    pastVotesOf: ({ citizenId, at }) =>
      withNationErrors(async () => civic.from(await contract.pastVotesOf(citizenId, at))),
    pastStakeOf: ({ citizenId, at }) =>
      withNationErrors(async () => civic.from(await contract.pastStakeOf(citizenId, at))),
    pastDelegateOf: ({ citizenId, at }) =>
      withNationErrors(async () => idUnit.from(await contract.pastDelegateOf(citizenId, at))),
    delegateOf: ({ account }) => withNationErrors(() => contract.delegates(account)),

    stake: write(contract.stake, {
      args: ({ amount }) => [amount],
      result: ({ get }) => {
        const { citizenId, amount } = get("Staked");
        return { citizenId: idUnit.from(citizenId), amount: civic.from(amount) };
      },
    }),
    unstake: write(contract.unstake, { args: ({ amount }) => [amount], result: unstakedOf }),
    unstakeEnded: write(contract.unstakeEnded, { args: ({ citizenId }) => [citizenId], result: unstakedOf }),
    withdraw: write(contract.withdraw, {
      args: ({ citizenId }) => [citizenId],
      result: ({ get }) => {
        const { citizenId, to, amount } = get("Withdrawn");
        return { citizenId: idUnit.from(citizenId), to, amount: civic.from(amount) };
      },
    }),
    slash: write(contract.slash, {
      args: ({ citizenId, amount, rulingId }) => [citizenId, amount, rulingId],
      result: ({ get }) => {
        const { citizenId, amount, rulingId } = get("Slashed");
        return { citizenId: idUnit.from(citizenId), amount: civic.from(amount), rulingId };
      },
    }),
    delegate: write(contract.delegate, { args: ({ to }) => [to], result: delegatedOf }),
    delegateBySignature: write(contract.delegateBySig, {
      args: ({ to, nonce, expiry, signature }) => [to, nonce, expiry, ...splitSignature(signature)],
      result: delegatedOf,
    }),

    signDelegation: ({ to, expiry }) =>
      withNationErrors(async () => {
        const nonce = await contract.nonces(await signerAddress(runner, "signing a delegation"));
        const message = { delegatee: to, nonce, expiry };
        return {
          to,
          nonce,
          expiry,
          signature: await sign({
            runner,
            contract,
            types: delegationSignedTypes,
            type: "Delegation",
            message,
            takes: "key",
          }),
        };
      }),
  };
}
