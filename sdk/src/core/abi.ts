import { AbiCoder, getBytes, Interface, ParamType, Result, type BytesLike } from "ethers";

const decoder = /* @__PURE__ */ new TextDecoder("utf-8", { ignoreBOM: true });

/** Stands where a text had bytes that are no UTF-8. */
const REPLACEMENT = "\ufffd";

/**
 * Whether a text was damaged by whoever wrote it: it had bytes that are no UTF-8, which the SDK shows as U+FFFD.
 *
 * Contracts take any bytes for a text. Nothing that the SDK reads fails for them.
 *
 * @example
 * const label = isDamaged(purpose) ? "(unreadable)" : purpose;
 */
export const isDamaged = (text: string): boolean => text.includes(REPLACEMENT);

const holdsText = (param: ParamType): boolean =>
  param.type === "string" ||
  (param.arrayChildren !== null && holdsText(param.arrayChildren)) ||
  (param.components?.some(holdsText) ?? false);

const inBytes = new WeakMap<ParamType, ParamType>();

/** The same type with bytes in the place of texts: both are encoded alike. */
export function asBytes(param: ParamType): ParamType {
  const known = inBytes.get(param) ?? (holdsText(param) ? rewritten(param) : param);
  inBytes.set(param, known);
  return known;
}

function rewritten(param: ParamType): ParamType {
  return ParamType.from(
    JSON.parse(param.format("json").replaceAll(/"type":"string(?=["[])/g, '"type":"bytes')) as object,
    true, // Parameters of events may be indexed.
  );
}

/** A decoded value with texts in the place of their bytes. */
function withTexts(param: ParamType, value: unknown): unknown {
  if (!holdsText(param)) return value;
  if (param.type === "string") return decoder.decode(getBytes(value as string));
  const items = value as Result;
  if (param.arrayChildren !== null) {
    const { arrayChildren } = param;
    return Result.fromItems(Array.from(items, (item: unknown) => withTexts(arrayChildren, item)));
  }
  return resultOf(param.components!, items);
}

const resultOf = (params: readonly ParamType[], items: Result): Result =>
  Result.fromItems(
    params.map((param, index) => withTexts(param, items[index])),
    params.map(({ name }) => name || null),
  );

/** Decodes every text: ethers' own coder throws at bytes that are no UTF-8. */
class LenientCoder extends AbiCoder {
  override decode(types: readonly (string | ParamType)[], data: BytesLike, loose?: boolean): Result {
    const params = types.map((type) => ParamType.from(type));
    if (!params.some(holdsText)) return super.decode(params, data, loose);
    return resultOf(params, super.decode(params.map(asBytes), data, loose));
  }
}

const coder = /* @__PURE__ */ new LenientCoder();

/** What reads and writes the words of a contract's ABI, as ethers' coder does, for texts of any bytes. */
export const lenientCoder = (): AbiCoder => coder;

/** A contract's interface that decodes every text, whatever bytes a stranger wrote. */
export class LenientInterface extends Interface {
  override getAbiCoder(): AbiCoder {
    return coder;
  }
}
