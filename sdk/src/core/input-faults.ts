import { isError } from "ethers";
import { ADDRESS_FORM, addressFault } from "./address";
import { InvalidInputError, NationError, UnexpectedError } from "./errors";

/** What the caller passed does not fit, as ethers finds it before anything is asked. */
export function inputFault(cause: unknown): InvalidInputError | undefined {
  if (isError(cause, "INVALID_ARGUMENT") && !cause.argument.startsWith("%")) {
    const found = String(cause.value);
    const misaddressed = /address/i.test(cause.shortMessage) ? addressFault(found) : undefined;
    if (misaddressed !== undefined) return new InvalidInputError({ ...misaddressed, cause });
    const allowed = `what the act takes (${cause.shortMessage})`;
    return new InvalidInputError({ what: `a valid ${cause.argument}`, found, allowed, cause });
  }
  const isNameless = isError(cause, "UNSUPPORTED_OPERATION") && cause.operation === "getEnsAddress";
  if (isNameless || isError(cause, "UNCONFIGURED_NAME")) {
    const found = isError(cause, "UNCONFIGURED_NAME") ? cause.value : "a name";
    return new InvalidInputError({ what: "an address", found, allowed: ADDRESS_FORM, cause });
  }
  return undefined;
}

/** Gives a class to what failed without anybody having been asked. */
export function toInputError(failure: unknown): NationError {
  if (failure instanceof NationError) return failure;
  const { shortMessage } = Object(failure) as { readonly shortMessage?: unknown };
  const words = typeof shortMessage === "string" ? shortMessage : String(failure);
  return inputFault(failure) ?? new UnexpectedError(words, { cause: failure });
}
