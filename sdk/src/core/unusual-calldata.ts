import { dataLength, dataSlice, type ParamType } from "ethers";
import { asBytes, lenientCoder } from "./abi";

/** So much is read of calldata: its lists may share their items, and so hold any number of them. */
const MOST = { items: 20_000, bytes: 4_000_000 } as const;

const WORD = 32;

const isDynamic = ({ baseType, arrayLength, arrayChildren, components, type }: ParamType): boolean => {
  if (baseType === "array") return arrayLength === -1 || isDynamic(arrayChildren!);
  return baseType === "tuple" ? components!.some(isDynamic) : type === "bytes" || type === "string";
};

/** What is in a list of fixed length, or a structure. */
const partsOf = ({ baseType, arrayLength, arrayChildren, components }: ParamType): readonly ParamType[] =>
  baseType === "array" ? Array.from({ length: arrayLength! }, () => arrayChildren!) : components!;

/** Reads calldata as contracts do, whose lists may hold their items anywhere in it, before themselves too. */
class Calldata {
  private readonly length: number;
  private items = 0;
  private bytes = 0;

  constructor(private readonly data: string) {
    this.length = dataLength(data);
  }

  parts(params: readonly ParamType[], base: number): unknown[] {
    this.items += params.length;
    if (this.items > MOST.items) throw new RangeError("The calldata holds too much.");
    let at = base;
    return params.map((param) => {
      if (isDynamic(param)) {
        const offset = BigInt.asIntN(256, this.word(at));
        at += WORD;
        return this.tail(param, this.place(BigInt(base) + offset));
      }
      const [value, next] = this.fixed(param, at);
      at = next;
      return value;
    });
  }

  private tail(param: ParamType, at: number): unknown {
    if (param.baseType === "tuple" || (param.arrayChildren !== null && param.arrayLength !== -1)) {
      return this.parts(partsOf(param), at);
    }
    const count = this.place(this.word(at));
    if (param.arrayChildren === null) {
      this.bytes += count;
      if (this.bytes > MOST.bytes) throw new RangeError("The calldata holds too much.");
      return dataSlice(this.data, at + WORD, at + WORD + count);
    }
    const { arrayChildren } = param;
    return this.parts(
      Array.from({ length: count }, () => arrayChildren),
      at + WORD,
    );
  }

  private fixed(param: ParamType, at: number): readonly [value: unknown, next: number] {
    if (param.baseType !== "array" && param.baseType !== "tuple") {
      const word = dataSlice(this.data, at, at + WORD);
      return [lenientCoder().decode([param], word)[0], at + WORD];
    }
    let next = at;
    const values = partsOf(param).map((part) => {
      const [value, after] = this.fixed(part, next);
      next = after;
      return value;
    });
    return [values, next];
  }

  private word(at: number): bigint {
    return BigInt(dataSlice(this.data, at, at + WORD));
  }

  /** A place in the data, or a number of bytes or items in it. */
  private place(value: bigint): number {
    if (value < 0n || value > BigInt(this.length)) throw new RangeError("The calldata points out of itself.");
    return Number(value);
  }
}

/**
 * Arguments in calldata, encoded as encoders write them.
 *
 * @throws RangeError if contracts do not read it either.
 */
export function normalised(inputs: readonly ParamType[], data: string): string {
  const values = new Calldata(data).parts(inputs, 4);
  return lenientCoder().encode(inputs.map(asBytes), values);
}
