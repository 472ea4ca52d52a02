import { getAddress, type EventFragment, type Interface, type ParamType } from "ethers";
import type { ChainLog } from "./evidence";

type Topics = Pick<ChainLog, "topics" | "data">;

/** The fields of an event in a log, by their names. */
export type ReadFields = (log: Topics) => Readonly<Record<string, unknown>>;

/** What a word of 32 bytes says, in hexadecimal digits without 0x. */
type ReadWord = (word: string) => unknown;

/** How a word of a type is read; undefined for what is no single word, or is seldom met. */
function wordReader({ baseType, type }: ParamType): ReadWord | undefined {
  if (baseType === "address") return (word) => (/^0{24}/.test(word) ? getAddress(`0x${word.slice(24)}`) : undefined);
  if (baseType === "bool") return (word) => BigInt(`0x${word}`) !== 0n;
  const bits = /^uint(\d+)$/.exec(type)?.[1];
  if (bits !== undefined) return (word) => BigInt.asUintN(Number(bits), BigInt(`0x${word}`));
  const bytes = /^bytes(\d+)$/.exec(type)?.[1];
  return bytes === undefined ? undefined : (word) => `0x${word.slice(0, 2 * Number(bytes))}`;
}

const WORD = 64;

/**
 * What reads an event's logs. ethers writes the signature and hashes it for every log, and looks at every type anew: thousands of
 * logs of plain words are read word by word. What does not look as it should is left to ethers, and its errors.
 */
export function fieldReader(iface: Interface, fragment: EventFragment): ReadFields {
  const byEthers: ReadFields = ({ topics, data }) => iface.decodeEventLog(fragment, data, topics).toObject();
  const { inputs, anonymous } = fragment;
  let [topic, offset] = [0, 2];
  const readers = inputs.map((input) => {
    const read = wordReader(input);
    const isIndexed = input.indexed === true;
    const place = isIndexed ? (topic += 1) : offset;
    if (!isIndexed) offset += WORD;
    return { name: input.name, read, isIndexed, place };
  });
  if (anonymous || readers.some(({ read, name }) => read === undefined || name === "")) return byEthers;
  const [topicCount, length] = [topic + 1, offset];
  return (log) => {
    const { topics, data } = log;
    if (topics.length !== topicCount || data.length < length || topics.some((one) => one.length !== WORD + 2)) {
      return byEthers(log);
    }
    const found: Record<string, unknown> = {};
    for (const { name, read, isIndexed, place } of readers) {
      const value = read!(isIndexed ? topics[place].slice(2) : data.slice(place, place + WORD));
      if (value === undefined) return byEthers(log);
      found[name] = value;
    }
    return found;
  };
}
