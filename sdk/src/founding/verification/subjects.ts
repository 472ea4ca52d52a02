import type { ChainLog } from "../../core/evidence";
import { fromKey } from "../../core/keys";
import type { Inspection, DecodedLog } from "../../core/inspection";
import { isKnown, isOptional, type InstitutionName } from "../../institutions/registry";
import { spine } from "../../institutions/spine";
import { namesOf } from "../institutions";
import type { FoundingRecord, InstitutionRecord } from "../journal";

/** What the chain keeps of how a contract was deployed. */
export interface Deployment {
  readonly address: string;
  readonly deployer: string;
  readonly timestamp: number;
  /** What it was created with; undefined if the step that did it cannot be shown. */
  readonly creation: string | undefined;
  /** Whether the node has the transactions, and none of them tells the step: no node shows it. */
  readonly isHidden: boolean;
}

/** Why a step cannot be shown, to continue a sentence about it. */
export const NOT_SHOWN =
  "cannot be shown: the node does not have its transaction, or it was brought by other means than the data of one. The record of the founding proves its own steps, an address alone does not";

/** Why no node shows a step, or a birth. */
export const HIDDEN = "cannot be shown: it was brought by other means than the data of a transaction";

/** An institution that is verified. */
export interface Subject extends InstitutionRecord {
  readonly name: InstitutionName;
  /** Whether it was founded with the nation, or appointed by a decision since. */
  readonly origin: "founded" | "adopted";
  /** Whether it is the institution of its name today: it was not replaced. */
  readonly isCurrent: boolean;
  /** Who created it. */
  readonly deployer: string;
  /** How it was created; undefined if no deployer tells. */
  readonly deployment: Deployment | undefined;
}

/** An account that was an institution from one place in the chain's order of logs to another. */
export interface Tenure {
  readonly account: string;
  readonly from: number;
  readonly until: number;
}

/** Who was which institution, and when: as founded, and as decisions appointed since. */
export type Tenures = ReadonlyMap<string, readonly Tenure[]>;

/** A log's place in the order of all. */
const orderOf = ({ blockNumber, index }: ChainLog): number => blockNumber * 2 ** 20 + index;

/** Every appointment since the founding that a decision made, in order. */
async function lawfulAppointments(inspection: Inspection): Promise<DecodedLog[]> {
  const logs = await inspection.queryLogs([spine.directory.name], ["InstitutionAppointed"]);
  return logs.filter(({ log }) => inspection.isLawful(log));
}

/** Reads who was which institution, of those founded and of those that decisions appointed since. */
export async function readTenures(
  inspection: Inspection,
  { institutions }: Pick<FoundingRecord, "institutions">,
): Promise<Tenures> {
  const tenures = new Map<string, Tenure[]>();
  for (const name of namesOf(institutions)) {
    tenures.set(name, [{ account: institutions[name]!.address, from: -1, until: Infinity }]);
  }
  for (const { event, log } of await lawfulAppointments(inspection)) {
    const name = fromKey(String(event.args[0]));
    const [account, from] = [String(event.args[2]), orderOf(log)];
    const earlier = (tenures.get(name) ?? []).map((one) => ({ ...one, until: Math.min(one.until, from) }));
    tenures.set(name, [...earlier, { account, from, until: Infinity }]);
  }
  return tenures;
}

/** A name, and an account that has it, or had it. */
interface Named {
  readonly name: string;
  readonly address: string;
}

/** When an account was an institution. What every nation is founded with stays what it is: no other account ever is that. */
export function tenuresOf(tenures: Tenures, { name, address }: Named): Tenure[] {
  const all = tenures.get(name) ?? [];
  if (!isKnown(name) || isOptional(name)) return all.filter(({ account }) => account === address);
  return all.slice(0, 1).flatMap((one) => (one.account === address ? [{ ...one, until: Infinity }] : []));
}

/**
 * When an account was an institution while another one was its own: the last such time.
 *
 * @returns undefined if at some time of the other one's it was not for a moment.
 */
export function tenureBeside(tenures: Tenures, { subject, known }: { readonly subject: Named; readonly known: Named }) {
  const own = tenuresOf(tenures, subject);
  const others = tenuresOf(tenures, known);
  const beside = (own.length === 0 ? [{ from: 0, until: Infinity }] : own).map((one) =>
    others.filter(({ from, until }) => Math.max(from, one.from) < Math.min(until, one.until)).at(-1),
  );
  return beside.includes(undefined) ? undefined : beside.at(-1);
}

const NOBODY = `0x${"0".repeat(40)}`;

/** The accounts that decisions appointed to names that this software knows, and that hold them still. */
export const adoptedIn = (
  tenures: Tenures,
  { institutions }: Pick<FoundingRecord, "institutions">,
): { readonly name: InstitutionName; readonly account: string }[] =>
  [...tenures].flatMap(([name, held]) => {
    const { account } = held[held.length - 1];
    return !isKnown(name) || account === NOBODY || account === institutions[name]?.address ? [] : [{ name, account }];
  });
