import { brand, kindsIn, NationError } from "./errors";

/** How an error is written. Its cause is left out: it may hold anything. */
interface WrittenError {
  readonly kinds: readonly string[];
  readonly message: string;
  readonly fields: Readonly<Record<string, unknown>>;
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null;

/** The only field of an object, if that is its name. */
const only = (value: unknown, name: string): unknown => {
  if (!isObject(value)) return undefined;
  const keys = Object.keys(value);
  return keys.length === 1 && keys[0] === name ? value[name] : undefined;
};

/**
 * Writes what the SDK gives, as JSON: results, events and errors, with their amounts. Fields without a value are left out, as in
 * all JSON. For `JSON.stringify`; {@link jsonReviver} reads it.
 *
 * @example
 * const text = JSON.stringify(await nation.overview(), jsonReplacer);
 */
export function jsonReplacer(_key: string, value: unknown): unknown {
  if (typeof value === "bigint") return { $bigint: value.toString() };
  if (!(value instanceof NationError)) return value;
  const { message } = value;
  const fields = Object.fromEntries(Object.entries(value).filter(([name]) => name !== "cause" && name !== "stack"));
  return { $error: { kinds: kindsIn(value), message, fields } satisfies WrittenError };
}

/**
 * Reads what {@link jsonReplacer} wrote: amounts are bigints again, and errors are of their classes. For `JSON.parse`.
 *
 * @example
 * const { coin } = JSON.parse(text, jsonReviver) as Overview;
 */
export function jsonReviver(_key: string, value: unknown): unknown {
  const amount = only(value, "$bigint");
  if (typeof amount === "string" && /^-?\d+$/.test(amount)) return BigInt(amount);
  const error = only(value, "$error");
  return isWritten(error) ? revived(error) : value;
}

const isWritten = (value: unknown): value is WrittenError =>
  isObject(value) && Array.isArray(value.kinds) && typeof value.message === "string" && isObject(value.fields);

function revived({ kinds, message, fields }: WrittenError): object {
  const error = Object.create(NationError.prototype) as object;

  Object.defineProperty(error, "message", { value: message, configurable: true });
  // Defined, and not assigned: what was written may be anybody's, and name the prototype.
  for (const [name, value] of Object.entries(fields))
    Object.defineProperty(error, name, { value, enumerable: true, configurable: true, writable: true });
  return brand(error, kinds);
}
