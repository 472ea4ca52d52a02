import { ZeroAddress, type Interface } from "ethers";
import type { Address } from "../../core/address";
import { callIn } from "../../core/calldata";
import type { Connection } from "../../core/directory";
import { fromKey } from "../../core/keys";
import { formatProvision, toProvision, type Provision } from "../../core/provisions";
import { multicallEach, type Read } from "../../core/reader";
import { moment, seconds, type Moment } from "../../core/units";
import { providerOf, type Call, type Change } from "../../core/write";
import { IProvisions__factory, Treasury__factory } from "../../generated/contracts";
import type { ProvisionViewStructOutput } from "../../generated/contracts/IProvisions";
import { moneyChanger, type Money } from "../coin/money";
import type { Simulated } from "./simulation";

/** A provision that the calls change. */
export interface ProvisionChange extends Change<Provision> {
  /** The institution's name in the directory. */
  readonly institution: string;
  readonly key: string;
}

/** A call, or one that a call makes. */
type MadeCall = Pick<Call, "target" | "data">;

/** An interface that is made when it is first asked for. */
export function lazily<Abi extends Interface>(make: () => Abi): () => Abi {
  let made: Abi | undefined;
  return () => (made ??= make());
}

const provisions = /* @__PURE__ */ lazily(() => IProvisions__factory.createInterface());
const treasury = /* @__PURE__ */ lazily(() => Treasury__factory.createInterface());

export const sameAddress = (one: Address, other: Address | undefined): boolean =>
  one.toLowerCase() === other?.toLowerCase();

/** What is looked at before and after the calls: provisions by institution, the treasury's balances by asset. */
export type View = { readonly target: Address; readonly data: string } & (
  { readonly of: "provisions"; readonly name: string } | { readonly of: "balance"; readonly name: Address }
);

/** What a view gave: provisions by key, or a balance. */
export type Seen = ReadonlyMap<View, ReadonlyMap<string, Provision> | bigint>;

/** Everything that is looked at before and after calls. */
export function viewsOf(connection: Connection, calls: readonly MadeCall[]): View[] {
  const { directory } = connection;
  const all = provisions().encodeFunctionData("provisions");
  const provisionViews = Object.entries(directory).map(([name, target]): View => ({
    of: "provisions",
    name,
    target,
    data: all,
  }));
  return [...provisionViews, ...assetsIn(connection, calls).map((asset) => balanceView(directory.treasury, asset))];
}

const balanceView = (target: Address, asset: Address): View => ({
  of: "balance",
  name: asset,
  target,
  data: treasury().encodeFunctionData("outflowOf", [asset]),
});

/** Native and civic coin, and whatever else the calls pay. */
function assetsIn(connection: Connection, calls: readonly MadeCall[]): Address[] {
  const paid = calls.flatMap((call) => paymentIn(connection, call)?.asset ?? []);
  return [...new Set([ZeroAddress, connection.directory.coin, ...paid])];
}

/** What a call pays out of the treasury; undefined if it is none of the treasury's payments. */
function paymentIn(
  connection: Connection,
  { target, data }: MadeCall,
): { readonly asset: Address; readonly amount: bigint } | undefined {
  if (!sameAddress(target, connection.directory.treasury)) return undefined;
  const parsed = callIn(treasury(), data);
  if (parsed?.name !== "pay" && parsed?.name !== "payConstitutionally") return undefined;
  const [asset, , amount] = parsed.args as unknown as [Address, Address, bigint];
  return { asset, amount };
}

function decodeView(view: View, data: string): ReadonlyMap<string, Provision> | bigint {
  if (view.of === "balance") {
    return (treasury().decodeFunctionResult("outflowOf", data)[0] as unknown as { readonly balance: bigint }).balance;
  }
  const views = provisions().decodeFunctionResult("provisions", data)[0] as unknown as ProvisionViewStructOutput[];
  return new Map(views.map(toProvision).map((one) => [one.key, one]));
}

/** What the views gave, as far as their targets answer. */
export function seen(views: readonly View[], answers: readonly Pick<Simulated, "success" | "data">[]): Seen {
  const found = views.flatMap((view, index) => {
    const { success, data } = answers[index];
    try {
      return success ? [[view, decodeView(view, data)] as const] : [];
    } catch {
      return []; // It has no provisions.
    }
  });
  return new Map(found);
}

/** What the views give in the present state, and when that is. */
export async function readViews(
  connection: Connection,
  views: readonly View[],
): Promise<{ readonly before: Seen; readonly at: Moment }> {
  const reads = views.map(({ target, data }): Read<string> => ({ target, data, decode: (answer) => answer }));
  const { values, at } = await multicallEach(providerOf(connection.runner), reads);
  const answers = values.map((one) => ({ success: one.success, data: one.success ? String(one.value) : "0x" }));
  return { before: seen(views, answers), at };
}

/** The provisions whose values are others afterwards. */
export function changesSeen(before: Seen, after: Seen): ProvisionChange[] {
  return [...before].flatMap(([view, old]) => {
    const now = after.get(view);
    if (view.of !== "provisions" || typeof old === "bigint" || typeof now !== "object") return [];
    return [...old].flatMap(([key, was]): ProvisionChange[] => {
      const is = now.get(key);
      return is === undefined || isSame(was, is) ? [] : [{ institution: view.name, key, before: was, after: is }];
    });
  });
}

const isSame = (one: Provision, other: Provision): boolean =>
  one.current === other.current &&
  one.standing === other.standing &&
  one.tried?.value === other.tried?.value &&
  one.tried?.until === other.tried?.until;

/**
 * What leaves the treasury: its balances before, less those afterwards, and no less than the payments among the calls. A payee can
 * tell that it is only rehearsed, and give the money back.
 */
export function outflowSeen(
  connection: Connection,
  { before, after, made }: { readonly before: Seen; readonly after: Seen; readonly made: readonly MadeCall[] },
): Money[] {
  const { join } = moneyChanger(connection);
  const paid = paidBy(connection, made);
  return [...before].flatMap(([view, had]) => {
    const has = after.get(view);
    if (view.of !== "balance" || typeof had !== "bigint" || typeof has !== "bigint") return [];
    const [seen, said] = [had - has, paid.get(view.name) ?? 0n];
    const outflow = seen > said ? seen : said;
    return outflow > 0n ? [join(view.name, outflow)] : [];
  });
}

/* WHAT CALLS SAY THAT THEY CHANGE, where none was seen after another */

/** What the payments among calls take out of the treasury. */
export function outflowSaid(connection: Connection, calls: readonly MadeCall[]): Money[] {
  const { join } = moneyChanger(connection);
  return [...paidBy(connection, calls)].map(([asset, amount]) => join(asset, amount));
}

function paidBy(connection: Connection, calls: readonly MadeCall[]): ReadonlyMap<Address, bigint> {
  const sums = new Map<Address, bigint>();
  for (const call of calls) {
    const payment = paymentIn(connection, call);
    if (payment !== undefined) sums.set(payment.asset, (sums.get(payment.asset) ?? 0n) + payment.amount);
  }
  return sums;
}

/** The provisions that calls set, try or ratify. */
export function changesSaid(
  { before, at }: { readonly before: Seen; readonly at: Moment },
  calls: readonly MadeCall[],
): ProvisionChange[] {
  const now = new Map<string, ProvisionChange>();
  for (const { target, data } of calls) {
    const parsed = callIn(provisions(), data);
    const view = [...before.keys()].find((one) => one.of === "provisions" && sameAddress(one.target, target));
    const values = view === undefined ? undefined : before.get(view);
    if (parsed === null || view === undefined || typeof values !== "object") continue;
    const key = fromKey(String(parsed.args[0]));
    const was = values.get(key);
    if (was === undefined) continue;
    const id = `${view.name}.${key}`;
    const after = afterCall(now.get(id)?.after ?? was, { act: parsed.name, args: parsed.args, at });
    if (after !== undefined) now.set(id, { institution: view.name, key, before: was, after });
  }
  return [...now.values()];
}

/** A provision as a call leaves it. */
function afterCall(
  provision: Provision,
  { act, args, at }: { readonly act: string; readonly args: readonly unknown[]; readonly at: Moment },
): Provision | undefined {
  const [, value, period] = args as readonly [string, bigint, bigint];
  const holding = (current: bigint): Provision => {
    const text = formatProvision({ unit: provision.unit, value: current });
    return { ...provision, current, text };
  };
  switch (act) {
    case "setProvision":
      return { ...holding(value), standing: value, tried: undefined };
    case "tryProvision":
      return { ...holding(value), tried: { value, until: moment.after(at, seconds.from(period)) } };
    case "ratifyProvision":
      return { ...provision, standing: provision.current, tried: undefined };
    default:
      return undefined;
  }
}
