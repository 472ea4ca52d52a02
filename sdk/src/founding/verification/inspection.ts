import type { Interface, Log, LogDescription, Provider, Result } from "ethers";
import { ask, type Question } from "../../core/reader";
import { interfaces } from "../interfaces";
import { interfaceOf, type Addresses, type InstitutionName } from "../institutions";
import { persist, type Persistence } from "../persist";

/** A log that is understood. */
export interface Told {
  readonly institution: InstitutionName;
  readonly event: LogDescription;
  readonly log: Log;
}

/** Reads a nation from a chain: values at one block, and what its logs tell since it was founded. */
export class Inspection {
  readonly #receipts = new Map<string, Promise<boolean>>();

  constructor(
    readonly provider: Provider,
    readonly addresses: Addresses,
    /** The first and the last block looked at. */
    readonly range: { readonly from: number; readonly to: number },
    private readonly persistence: Persistence,
  ) {}

  /** Asks the node, and again if it does not answer sensibly. */
  read<answer>(what: string, request: () => Promise<answer>): Promise<answer> {
    return persist(what, request, this.persistence);
  }

  /** A question to an institution; its answer is the function's results. */
  question(institution: InstitutionName, method: string, values: readonly unknown[] = []): Question<Result> {
    const iface: Interface = interfaceOf(institution);
    return {
      target: this.addresses[institution],
      data: iface.encodeFunctionData(method, values),
      decode: (answer) => iface.decodeFunctionResult(method, answer),
    };
  }

  /** Answers that hold at the same block. */
  async ask(what: string, questions: readonly Question<Result>[]): Promise<Result[]> {
    const answers = await this.read(what, () => ask(this.provider, questions));
    return [...answers.values];
  }

  /** Every log of institutions with one of those events (all if none is named), in order. */
  async told(institutions: readonly InstitutionName[], events?: readonly string[]): Promise<Told[]> {
    const topics = events && [
      institutions.flatMap((name) => events.flatMap((event) => interfaceOf(name).getEvent(event)?.topicHash ?? [])),
    ];
    const byAddress = new Map(institutions.map((name) => [this.addresses[name], name]));
    const logs = await this.#logs([...byAddress.keys()], topics, this.range.from, this.range.to);
    return logs.flatMap((log) => {
      const institution = byAddress.get(log.address)!;
      const event = interfaceOf(institution).parseLog(log);
      return event === null ? [] : [{ institution, event, log }];
    });
  }

  /** Nodes limit how many blocks or logs one request may span: what is too much is asked for in halves. */
  async #logs(address: string[], topics: string[][] | undefined, from: number, to: number): Promise<Log[]> {
    const filter = { address, fromBlock: from, toBlock: to, ...(topics && { topics }) };
    try {
      return await this.provider.getLogs(filter);
    } catch {
      if (from === to) return this.read("the logs of a block", () => this.provider.getLogs(filter));
      const middle = Math.floor((from + to) / 2);
      const first = await this.#logs(address, topics, from, middle);
      return [...first, ...(await this.#logs(address, topics, middle + 1, to))];
    }
  }

  /** Whether a log is the work of the government: the governor executed a proposal, and the timelock made its calls. */
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
    const raised = (name: "governor" | "timelock", topic: string) =>
      receipt?.logs.some(({ address, topics }) => address === this.addresses[name] && topics[0] === topic) ?? false;
    return (
      raised("governor", interfaces.governor.getEvent("ProposalExecuted").topicHash) &&
      raised("timelock", interfaces.timelock.getEvent("CallExecuted").topicHash)
    );
  }

  /** Whether every one of some logs is; false if there are none. */
  async areLawful(told: readonly Told[]): Promise<boolean> {
    if (told.length === 0) return false;
    return (await Promise.all(told.map(({ log }) => this.isLawful(log)))).every(Boolean);
  }
}
