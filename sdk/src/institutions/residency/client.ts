import { encodeBytes32String } from "ethers";
import type { Address } from "../../core/address";
import { addressOf, type Connection } from "../../core/directory";
import { eventsOf, type Events } from "../../core/events";
import { withNationErrors } from "../../core/failures";
import { entryOf, pageOfNumbers, type Page, type PageQuery } from "../../core/pages";
import { provisionActions, type ProvisionActions } from "../../core/provisions";
import { multicall, multicallEach, readEncoder } from "../../core/reader";
import { sign } from "../../core/typed-data";
import { moment, seconds, wei, type Moment, type Seconds, type Wei } from "../../core/units";
import {
  asyncWrite,
  providerOf,
  signerOf,
  writer,
  type AsyncWrite,
  type ReceiptEvents,
  type Write,
} from "../../core/write";
import { Residency__factory, type Residency } from "../../generated/contracts";
import { citizenId as citizenUnit, type CitizenId } from "../citizenship/units";
import { payoutsAt, type Payouts } from "../payouts";
import { residencyEventUnits, type ResidencyEventUnits } from "./events";
import type { ResidencyProvisions } from "./provisions";
import { residentFrom } from "./records";
import { residencySignedTypes as types } from "./signatures";
import type { PaidTerms, Resident, SignedSubscription, SignedTakeover, SubscriptionCost } from "./types";
import { residentId as idUnit, type ResidentId } from "./units";

/** The residency of a nation: the lighter door. */
export interface ResidencyClient extends ProvisionActions<ResidencyProvisions>, Payouts {
  readonly address: Address;
  /** The contract in ethers' terms, for what the SDK does not wrap. */
  readonly contract: Residency;
  readonly events: Events<Residency, ResidencyEventUnits>;

  /** How many residencies there ever were. */
  residentCount(): Promise<number>;
  /** @throws RevertError if there is no such residency. */
  resident(parameters: { residentId: ResidentId }): Promise<Resident>;
  /** The residency of an account, in force or not; undefined if it never had one, or became a citizen by it. */
  residentOf(parameters: { account: Address }): Promise<Resident | undefined>;
  /** Whether an account is a resident now. */
  isResident(parameters: { account: Address }): Promise<boolean>;
  /** The residency that a citizen had before; undefined if there was none. */
  formerResidency(parameters: { citizenId: CitizenId }): Promise<Resident | undefined>;
  /** The residencies, the newest first. */
  list(query?: PageQuery): Promise<Page<Resident>>;
  /** What terms cost the connected account, or another one, now. */
  cost(parameters: { terms: number; account?: Address }): Promise<SubscriptionCost>;

  /**
   * Pays for terms of one's own residency, at the present price unless less was agreed to.
   *
   * @example
   * const { until } = await nation.residency.subscribe.wait({ terms: 12 });
   */
  readonly subscribe: AsyncWrite<
    { readonly terms: number; readonly agreedPrice?: Wei; readonly agreedTerm?: Seconds },
    PaidTerms,
    bigint
  >;
  /** Pays for terms of somebody who signed. Anyone's. */
  readonly subscribeFor: AsyncWrite<SignedSubscription, PaidTerms, bigint>;
  /** Takes back what one paid ahead. The running term goes on to its end. */
  readonly cancel: Write<
    void,
    { readonly residentId: ResidentId; readonly until: Moment; readonly refund: Wei },
    bigint
  >;
  /** Moves one's own residency to a new account, which signed. */
  readonly moveResidency: Write<
    SignedTakeover,
    { readonly residentId: ResidentId; readonly before: Address; readonly after: Address }
  >;
  /** Ends the residency of who became a citizen, who keeps its history. Anyone's. */
  readonly upgrade: Write<
    { readonly residentId: ResidentId },
    { readonly residentId: ResidentId; readonly citizenId: CitizenId; readonly refund: Wei },
    bigint
  >;
  /** Gives the treasury what the terms cost that have begun. Anyone's. */
  readonly settle: Write<
    { readonly residentIds: readonly ResidentId[] },
    { readonly settled: readonly { readonly residentId: ResidentId; readonly terms: number; readonly amount: Wei }[] },
    bigint
  >;
  /** Ends a residency at once. The government's. */
  readonly revokeResidency: Write<
    { readonly residentId: ResidentId; readonly barredUntil?: Moment; readonly reasons: string },
    { readonly residentId: ResidentId; readonly barredUntil: Moment; readonly refund: Wei; readonly reasons: string }
  >;

  /** Signs that somebody else may pay for one's own residency, at the present price unless another one is agreed to. */
  signSubscription(parameters: {
    terms: number;
    deadline: Moment;
    agreedPrice?: Wei;
    agreedTerm?: Seconds;
  }): Promise<SignedSubscription>;
  /** Signs that the connected account takes over a residency. */
  signTakeover(parameters: { residentId: ResidentId; deadline: Moment }): Promise<SignedTakeover>;
}

/** How many residencies are read with one request at most. */
const AT_ONCE = 100;

/**
 * The residency of a nation: `connect()` calls this.
 *
 * @example
 * const { cost, term } = await nation.residency.cost({ terms: 1 });
 * await nation.residency.subscribe.wait({ terms: 1 });
 */
export function residencyClient(connection: Connection): ResidencyClient {
  const address = addressOf(connection, "residency");
  const { runner } = connection;
  const contract = Residency__factory.connect(address, runner);
  const write = writer(contract, address, runner);
  const read = readEncoder(contract, address);
  const own = (purpose: string): Promise<Address> => signerOf(runner, purpose).getAddress();

  const resident = async (id: ResidentId): Promise<Resident> => residentFrom(id, await contract.residencyAt(id));
  const residentOrNone = async (id: bigint): Promise<Resident | undefined> =>
    id === 0n ? undefined : resident(idUnit.from(id));
  const cost = async (account: Address, terms: number): Promise<SubscriptionCost> => {
    const { values } = await multicall(providerOf(runner), [
      read(contract.costOf, [account, BigInt(terms)], (raw) => raw),
      read(contract.provision, [encodeBytes32String("term")], ({ current }) => seconds.days(Number(current))),
    ]);
    const [{ cost: due, price }, term] = values;
    return { cost: wei.from(due), price: wei.from(price), term };
  };
  const paid = ({ get }: ReceiptEvents<Residency>): PaidTerms => {
    const { residentId, account, terms, price, until, began } = get("ResidencyPaid");
    return {
      residentId: idUnit.from(residentId),
      account,
      terms: Number(terms),
      price: wei.from(price),
      until: moment.from(until),
      began,
    };
  };
  const consented = async (
    parameters: { terms: number; agreedPrice?: Wei; agreedTerm?: Seconds },
    account: Address,
  ) => {
    const { terms } = parameters;
    const { cost: value, price, term } = await cost(account, terms);
    return { terms, value, agreedPrice: parameters.agreedPrice ?? price, agreedTerm: parameters.agreedTerm ?? term };
  };

  return {
    address,
    contract,
    events: eventsOf(contract, connection, residencyEventUnits(connection)),
    ...provisionActions<ResidencyProvisions>(address, runner),
    ...payoutsAt(connection, address),

    residentCount: () => withNationErrors(async () => Number(await contract.residentCount())),
    resident: ({ residentId }) => withNationErrors(() => resident(residentId)),
    residentOf: ({ account }) => withNationErrors(async () => residentOrNone(await contract.permitOf(account))),
    isResident: ({ account }) => withNationErrors(() => contract.isPermitted(account)),
    formerResidency: ({ citizenId }) =>
      withNationErrors(async () => residentOrNone(await contract.residencyOf(citizenId))),
    list: (query = {}) =>
      withNationErrors(() =>
        pageOfNumbers(
          {
            list: "residents",
            atOnce: AT_ONCE,
            count: () => contract.residentCount(),
            read: async (ids) => {
              const reads = ids.map((id) =>
                read(contract.residencyAt, [id], (raw) => residentFrom(idUnit.from(id), raw)),
              );
              const { values } = await multicallEach(providerOf(runner), reads);
              return ids.map((id, index) => entryOf(id, [values[index]], ([found]) => found as Resident));
            },
          },
          query,
        ),
      ),
    cost: ({ terms, account }) =>
      withNationErrors(async () => cost(account ?? (await own("asking what a residency costs")), terms)),

    subscribe: asyncWrite(
      write(contract.subscribe, {
        args: ({ terms, agreedPrice, agreedTerm }: Awaited<ReturnType<typeof consented>>) => [
          terms,
          agreedPrice,
          agreedTerm,
        ],
        value: ({ value }) => value,
        result: paid,
      }),
      async (parameters: { readonly terms: number; readonly agreedPrice?: Wei; readonly agreedTerm?: Seconds }) =>
        consented(parameters, await own("subscribing")),
    ),
    subscribeFor: asyncWrite(
      write(contract.subscribeFor, {
        args: ({
          of,
          terms,
          agreedPrice,
          agreedTerm,
          deadline,
          signature,
        }: SignedSubscription & { readonly value: Wei }) => [of, terms, agreedPrice, agreedTerm, deadline, signature],
        value: ({ value }) => value,
        result: paid,
      }),
      async (signed: SignedSubscription) => ({ ...signed, value: (await cost(signed.of, signed.terms)).cost }),
    ),
    cancel: write(contract.cancel, {
      args: () => [],
      result: ({ get }) => {
        const { residentId, until, refund } = get("ResidencyCancelled");
        return { residentId: idUnit.from(residentId), until: moment.from(until), refund: wei.from(refund) };
      },
    }),
    moveResidency: write(contract.moveResidency, {
      args: ({ newAccount, deadline, signature }) => [newAccount, deadline, signature],
      result: ({ get }) => {
        const { residentId, oldAccount, newAccount } = get("ResidencyMoved");
        return { residentId: idUnit.from(residentId), before: oldAccount, after: newAccount };
      },
    }),
    upgrade: write(contract.upgrade, {
      args: ({ residentId }) => [residentId],
      result: ({ get }) => {
        const { residentId, citizenId, refund } = get("ResidencyUpgraded");
        return {
          residentId: idUnit.from(residentId),
          citizenId: citizenUnit.from(citizenId),
          refund: wei.from(refund),
        };
      },
    }),
    settle: write(contract.settle, {
      args: ({ residentIds }) => [[...residentIds]],
      result: ({ all }) => ({
        settled: all("TermsBegun").map(({ residentId, terms, amount }) => ({
          residentId: idUnit.from(residentId),
          terms: Number(terms),
          amount: wei.from(amount),
        })),
      }),
    }),
    revokeResidency: write(contract.revokeResidency, {
      args: ({ residentId, barredUntil, reasons }) => [residentId, barredUntil ?? 0n, reasons],
      result: ({ get }) => {
        const { residentId, barredUntil, refund, reasons } = get("ResidencyRevoked");
        return {
          residentId: idUnit.from(residentId),
          barredUntil: moment.from(barredUntil),
          refund: wei.from(refund),
          reasons,
        };
      },
    }),

    signSubscription: (parameters) =>
      withNationErrors(async () => {
        const { deadline } = parameters;
        const of = await own("signing a subscription");
        const { terms, agreedPrice, agreedTerm } = await consented(parameters, of);
        const message = { account: of, terms, agreedPrice, agreedTerm, nonce: await contract.nonces(of), deadline };
        const signature = await sign({ runner, contract, types, type: "Subscription", message, takes: "either" });
        return { of, terms, agreedPrice, agreedTerm, deadline, signature };
      }),
    signTakeover: ({ residentId, deadline }) =>
      withNationErrors(async () => {
        const newAccount = await own("taking over a residency");
        const message = { residentId, newAccount, nonce: await contract.nonces(newAccount), deadline };
        const signature = await sign({ runner, contract, types, type: "Acceptance", message, takes: "either" });
        return { residentId, newAccount, deadline, signature };
      }),
  };
}
