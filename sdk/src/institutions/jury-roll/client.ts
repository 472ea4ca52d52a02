import type { Address } from "../../core/address";
import { addressOf, type Connection } from "../../core/directory";
import { eventsOf, type Events } from "../../core/events";
import { withNationErrors } from "../../core/failures";
import { byKey, provisionActions, type ProvisionActions } from "../../core/provisions";
import { multicall, readEncoder } from "../../core/reader";
import { signerAddress } from "../../core/typed-data";
import { days, heads, moment, seconds, type Heads, type Moment } from "../../core/units";
import {
  asyncWrite,
  providerOf,
  receiptEvents,
  writer,
  type AsyncWrite,
  type ReceiptEvents,
  type Write,
} from "../../core/write";
import { Citizenship__factory, CivicCoin__factory, JuryRoll__factory, type JuryRoll } from "../../generated/contracts";
import { citizenId as idUnit, type CitizenId } from "../citizenship/units";
import { civic, type Civic } from "../coin/units";
import { juryRollEventUnits, type JuryRollEventUnits } from "./events";
import type { JuryRollProvisions } from "./provisions";

/**
 * Where a juror stands. An enrolled juror may be drawn, and so may one who serves until a panel has voted. A retired or removed juror
 * keeps the place until the last duty is done and the bond is paid out.
 */
export type JurorStanding = "enrolled" | "serving" | "retired";

/** A citizen's place on the roll. */
export interface Juror {
  readonly citizenId: CitizenId;
  readonly standing: JurorStanding;
  /** The place on the roll, from 1. */
  readonly position: number;
  readonly enrolledAt: Moment;
  /** Until when the juror serves; undefined if no service is under way. */
  readonly servesUntil: Moment | undefined;
  /** In how many panels the juror sits whose cases are not settled. */
  readonly duties: number;
  readonly bond: Civic;
}

/** What stands between an account and the roll: "enrolled" includes a retired juror whose bond is not withdrawn. */
export type IneligibilityReason = "notActive" | "tooNew" | "enrolled" | "tooLittleCoin";

/** What it takes an account to enrol now. */
export interface EnrolmentConditions {
  /** The bond that the roll holds until the juror leaves. */
  readonly bond: Civic;
  /** What the account has to send for it: the bond, and the tax if the roll is not exempt. */
  readonly price: Civic;
  /** From when on a citizen may enrol; undefined if the account holds no active citizenship. */
  readonly eligibleAt: Moment | undefined;
  /** What is in the way; empty if nothing is. */
  readonly reasons: readonly IneligibilityReason[];
}

/** A place taken on the roll. */
export interface Enrolled {
  readonly citizenId: CitizenId;
  readonly position: number;
  readonly bond: Civic;
}

/** A bond paid out. */
export interface BondWithdrawn {
  readonly citizenId: CitizenId;
  readonly to: Address;
  readonly amount: Civic;
}

interface Fine {
  readonly citizenId: CitizenId;
  readonly amount: Civic;
  /** Digest of, or reference to, the ruling. */
  readonly rulingId: string;
}

/** The citizens who may be drawn as jurors. */
export interface JuryRollClient extends ProvisionActions<JuryRollProvisions> {
  readonly address: Address;
  /** The contract in ethers' terms, for what the SDK does not wrap. */
  readonly contract: JuryRoll;
  readonly events: Events<JuryRoll, JuryRollEventUnits>;

  /** A citizen's place on the roll; undefined if there is none. */
  jurorOf(parameters: { citizenId: CitizenId }): Promise<Juror | undefined>;
  /** How many positions there are, empty ones included, and how many jurors may be drawn from them. */
  size(): Promise<{ readonly positions: number; readonly jurors: Heads }>;
  /** What it takes an account to enrol now, in one request; the connected account if left out. */
  conditions(parameters?: { account?: Address }): Promise<EnrolmentConditions>;

  /** Takes a place: sends the bond to the roll with the coin's `transferAndCall`, which is all it takes, or none where it is 0. */
  readonly enrol: AsyncWrite<void, Enrolled, boolean>;
  /** Takes a place for a bond out of an allowance that the citizen gave the roll. */
  readonly enrolFromAllowance: Write<void, Enrolled, bigint>;
  /**
   * Takes places for others, where no bond is due: for active citizens who never were on the roll and did not opt out. All others are
   * passed over. Anyone's.
   */
  readonly enrolFor: Write<
    { readonly citizenIds: readonly CitizenId[] },
    { readonly enrolled: readonly CitizenId[] },
    bigint
  >;
  /** Keeps others from enrolling one. */
  readonly optOut: Write<void, { readonly citizenId: CitizenId | undefined }>;
  /** Leaves the roll. Duties taken up stay, and the bond with them: then `withdrawn` is undefined. */
  readonly retire: Write<void, { readonly citizenId: CitizenId; readonly withdrawn: BondWithdrawn | undefined }>;
  /** Pays out the bond of who retired, or whose citizenship has ended. Anyone's. */
  readonly withdraw: Write<{ readonly citizenId: CitizenId }, BondWithdrawn, bigint>;
  /** Takes coin from a bond by a ruling. Justice's. */
  readonly slash: Write<Fine, Fine, bigint>;
}

const withdrawnOf = (event: { citizenId: bigint; to: string; amount: bigint }): BondWithdrawn => ({
  citizenId: idUnit.from(event.citizenId),
  to: event.to,
  amount: civic.from(event.amount),
});

function enrolledOf({ get }: ReceiptEvents<JuryRoll>): Enrolled {
  const { citizenId, position, bond } = get("JurorEnrolled");
  return { citizenId: idUnit.from(citizenId), position: Number(position), bond: civic.from(bond) };
}

interface RawJuror {
  readonly position: bigint;
  readonly enrolledAt: bigint;
  readonly hasRetired: boolean;
  readonly servesUntil: bigint;
  readonly duties: bigint;
  readonly bond: bigint;
}

function toJuror(citizenId: CitizenId, raw: RawJuror, at: Moment): Juror | undefined {
  if (raw.position === 0n) return undefined;
  const serves = !raw.hasRetired && raw.servesUntil > at;
  return {
    citizenId,
    standing: raw.hasRetired ? "retired" : serves ? "serving" : "enrolled",
    position: Number(raw.position),
    enrolledAt: moment.from(raw.enrolledAt),
    servesUntil: serves ? moment.from(raw.servesUntil) : undefined,
    duties: Number(raw.duties),
    bond: civic.from(raw.bond),
  };
}

/**
 * The jury roll of a nation: `connect()` calls this.
 *
 * @example
 * const { reasons } = await nation.juryRoll.conditions();
 * if (reasons.length === 0) await nation.juryRoll.enrol.wait();
 */
export function juryRollClient(connection: Connection): JuryRollClient {
  const address = addressOf(connection, "juryRoll");
  const { runner, account } = connection;
  const contract = JuryRoll__factory.connect(address, runner);
  const write = writer(contract, address, runner);

  const ownConditions = async () => conditionsOf(connection, contract, await signerAddress(runner, "enrolling"));

  return {
    address,
    contract,
    events: eventsOf(contract, connection, juryRollEventUnits),
    ...provisionActions<JuryRollProvisions>(address, runner),

    jurorOf: ({ citizenId }) =>
      withNationErrors(async () => {
        const encodeRead = readEncoder(contract, address);
        const { values, at } = await multicall(providerOf(runner), [
          encodeRead(contract.jurorOf, [citizenId], (raw) => raw),
        ]);
        return toJuror(citizenId, values[0], at);
      }),
    size: () =>
      withNationErrors(async () => {
        const { positions, jurors } = await contract.size();
        return { positions: Number(positions), jurors: heads.from(jurors) };
      }),
    conditions: ({ account: whose = account } = {}) =>
      withNationErrors(() => (whose === undefined ? ownConditions() : conditionsOf(connection, contract, whose))),

    // The bond comes with the coin's own act: a nation without a coin has a jury roll all the same.
    get enrol() {
      const coinAddress = addressOf(connection, "coin");
      const coin = CivicCoin__factory.connect(coinAddress, runner);
      const writeCoin = writer(coin, coinAddress, runner);
      return asyncWrite(
        writeCoin(coin["transferAndCall(address,uint256,bytes)"], {
          args: ({ price }: EnrolmentConditions) => [address, price, "0x"],
          result: ({ receipt }) => enrolledOf(receiptEvents(contract, address, receipt)),
        }),
        ownConditions,
      );
    },
    enrolFromAllowance: write(contract.enrol, { args: () => [], result: enrolledOf }),
    enrolFor: write(contract.enrolFor, {
      args: ({ citizenIds }) => [[...citizenIds]],
      result: ({ all }) => ({ enrolled: all("JurorEnrolled").map(({ citizenId }) => idUnit.from(citizenId)) }),
    }),
    optOut: write(contract.optOut, {
      args: () => [],
      // Whoever left the roll was out before.
      result: ({ all }) => ({
        citizenId: all("JurorOptedOut")
          .map(({ citizenId }) => idUnit.from(citizenId))
          .at(0),
      }),
    }),
    retire: write(contract.retire, {
      args: () => [],
      result: ({ get, all }) => ({
        citizenId: idUnit.from(get("JurorRetired").citizenId),
        withdrawn: all("BondWithdrawn").map(withdrawnOf).at(0),
      }),
    }),
    withdraw: write(contract.withdraw, {
      args: ({ citizenId }) => [citizenId],
      result: ({ get }) => withdrawnOf(get("BondWithdrawn")),
    }),
    slash: write(contract.slash, {
      args: ({ citizenId, amount, rulingId }) => [citizenId, amount, rulingId],
      result: ({ all }, { citizenId, rulingId }) => ({
        citizenId,
        amount: civic.from(all("BondSlashed").at(0)?.amount ?? 0n), // Who has no place loses nothing.
        rulingId,
      }),
    }),
  };
}

/** Two requests: how long somebody has been a citizen hangs on whose citizenship it is. */
async function conditionsOf(
  connection: Connection,
  contract: JuryRoll,
  account: Address,
): Promise<EnrolmentConditions> {
  const { runner } = connection;
  const provider = providerOf(runner);
  const addresses = { citizenship: addressOf(connection, "citizenship"), coin: addressOf(connection, "coin") };
  const roll = addressOf(connection, "juryRoll");
  const citizenship = Citizenship__factory.connect(addresses.citizenship, runner);
  const coin = CivicCoin__factory.connect(addresses.coin, runner);
  const encodeCoinRead = readEncoder(coin, addresses.coin);

  const first = await multicall(provider, [
    readEncoder(citizenship, addresses.citizenship)(citizenship.activeCitizenOf, [account], (id) => id),
    readEncoder(contract, roll)(contract.provisions, [], (views) => byKey<JuryRollProvisions>(views)),
    encodeCoinRead(coin.balanceOf, [account], civic.from),
    readEncoder(contract, roll)(contract.bondNow, [], civic.from),
  ]);
  const [citizenId, provisions, balance, bond] = first.values;
  const { values } = await multicall(provider, [
    encodeCoinRead(coin.grossFor, [account, roll, bond], civic.from),
    readEncoder(contract, roll)(contract.jurorOf, [citizenId], ({ position }) => position),
    readEncoder(citizenship, addresses.citizenship)(citizenship.citizen, [citizenId], ({ since }) => since),
  ]);
  const [price, position, since] = values;

  const isActive = citizenId !== 0n;
  const wait = seconds.days(Number(days.from(provisions.citizenDays.current)));
  const eligibleAt = isActive ? moment.after(moment.from(since), wait) : undefined;
  const reasons: IneligibilityReason[] = [];
  if (!isActive) reasons.push("notActive");
  if (eligibleAt !== undefined && first.at < eligibleAt) reasons.push("tooNew");
  if (position !== 0n) reasons.push("enrolled");
  if (balance < price) reasons.push("tooLittleCoin");
  return { bond, price, eligibleAt, reasons };
}
