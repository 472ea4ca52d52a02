import type { Interface, LogDescription, Result } from "ethers";
import { decode } from "./decoding";
import type { ChainLog, Evidence } from "./evidence";
import type { Findings } from "./findings";
import type { Read } from "./reader";

/** A log with the event that it decodes to. */
export interface DecodedLog {
  readonly institution: string;
  readonly event: LogDescription;
  readonly log: ChainLog;
}

/** The decision of the government whose work a log is, as people name it; undefined if no decision that is shown explains it. */
export type DecisionOf = (log: ChainLog) => string | undefined;

/** Where the institutions are and what they speak, and what is known of them. */
export interface Inspected {
  readonly evidence: Evidence;
  readonly addresses: Readonly<Record<string, string>>;
  readonly interfaceOf: (institution: string) => Interface;
  readonly decisionOf: DecisionOf;
}

const keyOf = ({ blockNumber, index }: ChainLog): string => `${blockNumber} ${index}`;

/** Reads a nation from a chain: values at one block, and what its logs say since it was founded. */
export class Inspection {
  readonly evidence: Evidence;
  readonly addresses: Inspected["addresses"];

  private readonly told = new Set<string>();

  constructor(private readonly inspected: Inspected) {
    ({ evidence: this.evidence, addresses: this.addresses } = inspected);
  }

  /** A read of an institution; it gives the function's results. */
  encodeRead(institution: string, method: string, values: readonly unknown[] = []): Read<Result> {
    const iface = this.interfaceOf(institution);
    return {
      target: this.addresses[institution],
      data: iface.encodeFunctionData(method, values),
      decode: (answer) => iface.decodeFunctionResult(method, answer),
    };
  }

  /** The interface of an institution. */
  interfaceOf(institution: string): Interface {
    return this.inspected.interfaceOf(institution);
  }

  /** Results that hold at the block at which everything is read. */
  multicall(what: string, reads: readonly Read<Result>[]): Promise<Result[]> {
    return this.evidence.multicall(what, reads);
  }

  /** Every log of institutions with one of those events (all if none is named), in order. */
  async queryLogs(institutions: readonly string[], events?: readonly string[]): Promise<DecodedLog[]> {
    const byAddress = new Map(institutions.map((name) => [this.addresses[name], name]));
    const logs = await this.evidence.logsOf([...byAddress.keys()]);
    return logs.flatMap((log) => {
      const institution = byAddress.get(log.address)!;
      const event = decode(this.interfaceOf(institution), log);
      return event === null || events?.includes(event.name) === false ? [] : [{ institution, event, log }];
    });
  }

  /** Whether a log is the work of the government: a decision that is shown explains it. */
  isLawful(log: ChainLog): boolean {
    return this.inspected.decisionOf(log) !== undefined;
  }

  /** By which decisions some logs came about, to end a sentence; empty if none explains them. They are told by it, see {@link isTold}. */
  because(logs: readonly DecodedLog[]): string {
    for (const { log } of logs) this.told.add(keyOf(log));
    const decisions = [...new Set(logs.flatMap(({ log }) => this.inspected.decisionOf(log) ?? []))];
    return decisions.length === 0 ? "" : `, by ${decisions.join(" and ")}`;
  }

  /** Whether some comparison told of a log: what came and went leaves nothing else to compare. */
  isTold(log: ChainLog): boolean {
    return this.told.has(keyOf(log));
  }

  /** Whether every one of some logs is; false if there are none. */
  areLawful(logs: readonly DecodedLog[]): boolean {
    return logs.length > 0 && logs.every(({ log }) => this.isLawful(log));
  }

  /**
   * As founded, changed by a lawful act, or a fault.
   *
   * @param thing What it is; `since` are the logs that tell of its changes, and undefined for what can never change.
   */
  compare(
    findings: Findings,
    thing: {
      readonly title: string;
      readonly founded: string;
      readonly found: string;
      readonly since: readonly DecodedLog[] | undefined;
    },
  ): void {
    const { title, founded, found, since } = thing;
    const short = (text: string) => (text.length > 60 ? `${text.slice(0, 57)}...` : text || "(empty)");
    const both = `${short(found)}, founded as ${short(founded)}`;
    if (found === founded && (since ?? []).length === 0) findings.add(title, "founded", short(found));
    else if (since?.length === 0) findings.add(title, "incomplete", `${both}, and no log tells of a change`);
    else if (since !== undefined && this.areLawful(since)) findings.add(title, "changed", both + this.because(since));
    else findings.add(title, "fault", `${both}, and no decision changed it`);
  }
}
