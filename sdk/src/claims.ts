import { ZeroAddress } from "ethers";
import type { Address } from "./core/address";
import { isForeignAnswer } from "./core/foreign-answers";
import { addressOf, type Connection } from "./core/directory";
import { isRevert, UnknownRevertError, type NationError } from "./core/errors";
import { eventsOf, type LogRange } from "./core/events";
import { toNationError } from "./core/classification";
import { withNationErrors } from "./core/failures";
import { toKey } from "./core/keys";
import { multicall, readEncoder } from "./core/reader";
import { feesIn, providerOf, signerOf, type FeeOverrides } from "./core/write";
import { Citizenship__factory, IPayouts__factory, Nation__factory, type IPayouts } from "./generated/contracts";
import { citizenshipEventUnits } from "./institutions/citizenship/events";
import { citizenId as idUnit, type CitizenId } from "./institutions/citizenship/units";
import { moneyChanger, type Asset, type Money } from "./institutions/coin/money";
import { payoutEventUnits } from "./institutions/payout-events";
import { payoutsAt } from "./institutions/payouts";
import { declarationOf, institutionNames, type InstitutionName } from "./institutions/registry";

/** Whose money, and in which part of the log to look for earlier citizenships and for tokens. */
export interface ClaimQuery extends LogRange {
  /** The connected account if left out. */
  readonly account?: Address;
}

/** What to claim, and at which fees. */
export interface ClaimOptions extends ClaimQuery, FeeOverrides {}

/** Money that an institution owes to an account, or to a citizen at that account. */
export interface Claimable {
  readonly institution: InstitutionName;
  /** The institution's contract, which may be one that the nation has replaced. */
  readonly address: Address;
  /** The citizen who is the creditor; undefined if the account is. */
  readonly citizenId: CitizenId | undefined;
  readonly amount: Money;
}

/** Money that was paid. */
export interface Paid extends Claimable {
  readonly hash: string;
}

/** Money that stays owed. */
export interface Unpaid extends Claimable {
  /** Why: a token or the account may refuse the payment. */
  readonly reason: NationError;
}

/** What came of claiming everything. */
export interface ClaimedAll {
  readonly paid: readonly Paid[];
  readonly failed: readonly Unpaid[];
}

/** Somebody whom an institution can owe money: an account, or a citizen. */
type Creditor = { readonly account: Address } | { readonly citizenId: CitizenId };

interface Debt {
  readonly claimable: Claimable;
  readonly creditor: Creditor;
}

const assetOf = ({ native, coin, token }: Money): Asset =>
  native !== undefined ? "native" : coin !== undefined ? "coin" : { token };

/** The assets that are always read; other tokens are found in the log. */
const usualAssets = (connection: Connection): Address[] => [ZeroAddress, addressOf(connection, "coin")];

/** Everything that the institutions owe an account, and the citizens whose money goes to that account. */
export const readClaimable = (connection: Connection, query: ClaimQuery = {}): Promise<Claimable[]> =>
  withNationErrors(async () => (await debtsOf(connection, query)).map(({ claimable }) => claimable));

/** Claims all of it, one transaction each. A payment that fails keeps no other from being claimed. */
export const claimEverything = (connection: Connection, options: ClaimOptions = {}): Promise<ClaimedAll> =>
  withNationErrors(async () => {
    const paid: Paid[] = [];
    const failed: Unpaid[] = [];
    for (const debt of await debtsOf(connection, options)) {
      try {
        paid.push(await claim(connection, debt, feesIn(options)));
      } catch (error) {
        const reason = toNationError(error);
        // Anyone may have claimed it for the creditor meanwhile.
        if (!isRevert(reason, "Payouts_NothingOwed")) failed.push({ ...debt.claimable, reason });
      }
    }
    return { paid, failed };
  });

async function claim(connection: Connection, { claimable, creditor }: Debt, overrides: FeeOverrides): Promise<Paid> {
  const { claim: claimForAccount, claimForCitizen } = payoutsAt(connection, claimable.address);
  const asset = assetOf(claimable.amount);
  const sent =
    "account" in creditor
      ? await claimForAccount({ asset, ...creditor }, overrides)
      : await claimForCitizen({ asset, ...creditor }, overrides);
  const { amount } = await sent.wait();
  return { ...claimable, amount, hash: sent.hash };
}

async function debtsOf(
  connection: Connection,
  { account: named, from, to, blocksPerRequest }: ClaimQuery,
): Promise<Debt[]> {
  const range: LogRange = {
    ...(from !== undefined && { from }),
    ...(to !== undefined && { to }),
    ...(blocksPerRequest !== undefined && { blocksPerRequest }),
  };
  const { runner } = connection;
  const account = named ?? connection.account ?? (await signerOf(runner, "asking what is owed").getAddress());
  const [creditors, institutions] = await Promise.all([
    creditorsAt(connection, account, range),
    addressesOf(connection),
  ]);
  const debts = institutions.map(async ({ institution, address }) => {
    const contract = IPayouts__factory.connect(address, runner);
    const pairs = await Promise.all(
      creditors.map(async (creditor) =>
        (await assetsOf(connection, contract, creditor, range)).map((asset) => ({ creditor, asset })),
      ),
    );
    return owedOf(connection, { institution, address, contract }, pairs.flat());
  });
  return (await Promise.all(debts)).flat();
}

/** The account, and the citizens whom institutions pay there: who hold their citizenship there, or held it there last. */
async function creditorsAt(connection: Connection, account: Address, range: LogRange): Promise<Creditor[]> {
  const { runner } = connection;
  const address = addressOf(connection, "citizenship");
  const citizenship = Citizenship__factory.connect(address, runner);
  const [held, received] = await Promise.all([
    citizenship.citizenOf(account),
    eventsOf(citizenship, connection, citizenshipEventUnits).Transfer.query({ ...range, where: { to: account } }),
  ]);
  const holding = held === 0n ? [] : [idUnit.from(held)];
  const ids = [...new Set([...holding, ...received.map(({ tokenId }) => tokenId)])];
  const encodeRead = readEncoder(citizenship, address);
  const { values: holders } = await multicall(
    providerOf(runner),
    ids.map((id) => encodeRead(citizenship.holderOf, [id], (holder) => holder.toLowerCase())),
  );
  const paidHere = ids.filter((_, index) => holders[index] === account.toLowerCase());
  return [{ account }, ...paidHere.map((citizenId) => ({ citizenId }))];
}

interface InstitutionAddress {
  readonly institution: InstitutionName;
  readonly address: Address;
}

/** Every contract that was ever an institution with payouts: one that was replaced still owes what it owes. */
async function addressesOf(connection: Connection): Promise<InstitutionAddress[]> {
  const names = institutionNames.filter((name) => declarationOf(name).payouts === true);
  const nation = Nation__factory.connect(connection.nation, connection.runner);
  const encodeRead = readEncoder(nation, connection.nation);
  const { values } = await multicall(
    providerOf(connection.runner),
    names.map((name) =>
      encodeRead(nation.historyOf, [toKey(name)], (history) => history.map(({ account }) => account)),
    ),
  );
  return names.flatMap((institution, index) => {
    const accounts = new Set(values[index].filter((account) => account !== ZeroAddress));
    return [...accounts].map((address) => ({ institution, address }));
  });
}

async function assetsOf(
  connection: Connection,
  contract: IPayouts,
  creditor: Creditor,
  range: LogRange,
): Promise<Address[]> {
  const credited = await eventsOf(contract, connection, payoutEventUnits(connection)).Credited.query({
    ...range,
    where: creditor,
  });
  return [...new Set([...usualAssets(connection), ...credited.map(({ asset }) => asset)])];
}

async function owedOf(
  connection: Connection,
  { institution, address, contract }: InstitutionAddress & { readonly contract: IPayouts },
  pairs: readonly { readonly creditor: Creditor; readonly asset: Address }[],
): Promise<Debt[]> {
  const encodeRead = readEncoder(contract, address);
  const { join } = moneyChanger(connection);
  const same = (amount: bigint) => amount;
  const reads = pairs.map(({ creditor, asset }) =>
    "account" in creditor
      ? encodeRead(contract.owedTo, [asset, creditor.account], same)
      : encodeRead(contract.owedToCitizen, [asset, creditor.citizenId], same),
  );
  const amounts = await readOr(
    reads.map(() => 0n),
    async () => {
      const { values } = await multicall(providerOf(connection.runner), reads);
      return values;
    },
  );
  return pairs.flatMap(({ creditor, asset }, index) => {
    if (amounts[index] === 0n) return [];
    const citizenId = "citizenId" in creditor ? creditor.citizenId : undefined;
    const claimable = { institution, address, citizenId, amount: join(asset, amounts[index]) };
    return [{ claimable, creditor }];
  });
}

/** What a read gives, or a default if the contract has no such function: an institution of another generation. */
async function readOr<Value>(otherwise: Value, read: () => Promise<Value>): Promise<Value> {
  try {
    return await read();
  } catch (error) {
    const cause = toNationError(error);
    if (isForeignAnswer(cause.cause) || cause instanceof UnknownRevertError) return otherwise;
    throw cause;
  }
}
