import type { Connection } from "../core/directory";
import type { ChainLog } from "../core/evidence";
import { MissingStateError } from "../core/node-errors";
import { retrying } from "../core/retries";
import type { LogWalker } from "../core/log-walk";
import { namesOf } from "../words/connected";
import { tellLog, type Told } from "../words/events";
import { NameBook, type Names } from "../words/names";
import type { Contracts } from "./contracts";

/** So many accounts are asked for at once whose names are not known. */
const MOST = 300;

/** A block, by its number. */
export const blockOf = (walker: LogWalker, number: number) =>
  retrying(async () => {
    const found = await walker.node.block(number);
    if (found === null) throw new MissingStateError(`block ${number}`); // Another node, which is behind.
    return found;
  });

/** When the logs' blocks were made. A block that changed since its logs were read makes the look begin anew. */
export async function timesOf(walker: LogWalker, logs: readonly ChainLog[]): Promise<ReadonlyMap<number, number>> {
  const times = new Map<number, number>();
  const asked = new Map<number, string>();
  for (const { blockNumber, blockHash, timestamp } of logs) {
    if (timestamp === undefined) asked.set(blockNumber, blockHash);
    else times.set(blockNumber, timestamp);
  }
  await Promise.all(
    [...asked].map(async ([number, hash]) => {
      const block = await blockOf(walker, number);
      if (block.hash !== hash) throw new MissingStateError(`block ${hash}`);
      times.set(number, block.timestamp);
    }),
  );
  return times;
}

/** Tells logs in sentences, with the names that the nation has for whom they name: it remembers those. */
export class Teller {
  #names: Required<Pick<Names, "citizens" | "tokens">> = { citizens: {}, tokens: {} };

  constructor(private readonly connection: Connection) {}

  async tell(logs: readonly ChainLog[], contracts: Contracts): Promise<readonly Told[]> {
    const directory: Record<string, string> = { ...this.connection.directory, nation: this.connection.nation };
    const tellAll = (names: NameBook) =>
      logs.map((log) => tellLog(log, contracts.get(log.address.toLowerCase()) ?? "", names));
    const asked = new NameBook({ directory, ...this.#names });
    const first = tellAll(asked);
    const [accounts, tokens] = [
      [...asked.accounts].filter((account) => !Object.hasOwn(this.#names.citizens, account)),
      [...asked.tokens].filter((token) => !Object.hasOwn(this.#names.tokens, token)),
    ];
    if (accounts.length + tokens.length === 0) return first;
    const found = await namesOf(this.connection, accounts.slice(0, MOST), tokens.slice(0, MOST));
    this.#names = {
      citizens: { ...this.#names.citizens, ...found.citizens },
      tokens: { ...this.#names.tokens, ...found.tokens },
    };
    return tellAll(new NameBook({ directory, ...this.#names }));
  }
}
