import type { Filter, Interface, Log, LogDescription, Provider, Result } from "ethers";
import type { Findings } from "./findings";
import { multicall, type Read } from "./reader";

/** A log with the event that it decodes to. */
export interface DecodedLog {
  readonly institution: string;
  readonly event: LogDescription;
  readonly log: Log;
}

/** An event by which a kind of transaction is known. */
export interface EventFilter {
  readonly address: string;
  readonly topic: string;
}

/** Which logs: by whom, and with which topics. */
export interface LogFilter {
  readonly address?: string | readonly string[];
  readonly topics?: readonly (string | null | readonly string[])[];
}

/** Where the institutions are and what they speak, and how to read them. */
export interface Inspected {
  readonly provider: Provider;
  readonly addresses: Readonly<Record<string, string>>;
  readonly interfaceOf: (institution: string) => Interface;
  /** The first and the last block looked at. */
  readonly range: { readonly from: number; readonly to: number };
  /** The events that every act of the government raises. */
  readonly lawfulBy: readonly EventFilter[];
  /** Asks the node, and again if it does not answer sensibly. */
  readonly read: <answer>(what: string, request: () => Promise<answer>) => Promise<answer>;
}

/** Reads a nation from a chain: values at one block, and what its logs say since it was founded. */
export class Inspection {
  readonly #receipts = new Map<string, Promise<boolean>>();
  readonly provider: Provider;
  readonly addresses: Inspected["addresses"];
  readonly range: Inspected["range"];
  readonly read: Inspected["read"];

  constructor(private readonly inspected: Inspected) {
    ({ provider: this.provider, addresses: this.addresses, range: this.range, read: this.read } = inspected);
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

  /** Results that hold at the same block. */
  async multicall(what: string, reads: readonly Read<Result>[]): Promise<Result[]> {
    const answers = await this.read(what, () => multicall(this.provider, reads));
    return [...answers.values];
  }

  /** Every log of institutions with one of those events (all if none is named), in order. */
  async queryLogs(institutions: readonly string[], events?: readonly string[]): Promise<DecodedLog[]> {
    const topics = events && [
      institutions.flatMap((name) =>
        events.flatMap((event) => this.interfaceOf(name).getEvent(event)?.topicHash ?? []),
      ),
    ];
    const byAddress = new Map(institutions.map((name) => [this.addresses[name], name]));
    const logs = await this.logs({ address: [...byAddress.keys()], ...(topics && { topics }) });
    return logs.flatMap((log) => {
      const institution = byAddress.get(log.address)!;
      const event = this.interfaceOf(institution).parseLog(log);
      return event === null ? [] : [{ institution, event, log }];
    });
  }

  /** Every log since the founding that a filter lets through. Nodes limit what one request may span: it is asked for in halves. */
  async logs(filter: LogFilter, { from, to } = this.range): Promise<Log[]> {
    const request = { ...filter, fromBlock: from, toBlock: to } as Filter;
    try {
      return await this.provider.getLogs(request);
    } catch {
      if (from === to) return this.read("the logs of a block", () => this.provider.getLogs(request));
      const middle = Math.floor((from + to) / 2);
      const first = await this.logs(filter, { from, to: middle });
      return [...first, ...(await this.logs(filter, { from: middle + 1, to }))];
    }
  }

  /** Whether a log is the work of the government: a proposal was executed, and its calls were made. */
  isLawful({ transactionHash }: Log): Promise<boolean> {
    let known = this.#receipts.get(transactionHash);
    if (known === undefined) {
      known = this.#isGovernmentAct(transactionHash);
      this.#receipts.set(transactionHash, known);
    }
    return known;
  }

  async #isGovernmentAct(hash: string): Promise<boolean> {
    const receipt = await this.read("a receipt", () => this.provider.getTransactionReceipt(hash));
    return this.inspected.lawfulBy.every(
      (sign) =>
        receipt?.logs.some(({ address, topics }) => address === sign.address && topics[0] === sign.topic) ?? false,
    );
  }

  /** Whether every one of some logs is; false if there are none. */
  async areLawful(queryLogs: readonly DecodedLog[]): Promise<boolean> {
    if (queryLogs.length === 0) return false;
    return (await Promise.all(queryLogs.map(({ log }) => this.isLawful(log)))).every(Boolean);
  }

  /** As founded, changed by a lawful act, or a fault. */
  async compare(
    findings: Findings,
    thing: {
      readonly title: string;
      readonly founded: string;
      readonly found: string;
      readonly since: readonly DecodedLog[];
    },
  ): Promise<void> {
    const { title, founded, found, since } = thing;
    const short = (text: string) => (text.length > 60 ? `${text.slice(0, 57)}...` : text || "(empty)");
    if (found === founded && since.length === 0) findings.add(title, "founded", short(found));
    else if (await this.areLawful(since))
      findings.add(title, "changed", `${short(found)}, founded as ${short(founded)}`);
    else findings.add(title, "fault", `${short(found)}, founded as ${short(founded)}, and no decision changed it`);
  }
}
