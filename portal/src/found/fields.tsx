import { useState, type ReactNode } from "react";
import { Field } from "../parts/forms";
import { useFounding } from "./state";
import { at, textOf, valueOf, type Path } from "./tree";

interface DraftFieldProps {
  readonly path: Path;
  readonly label: string;
  readonly hint?: ReactNode;
  readonly isLong?: boolean;
  readonly isCode?: boolean;
  /** Whether the charter has a number there where one is written. */
  readonly isNumber?: boolean;
}

/** A field of the charter, with what the SDK says of it. What is empty is left to its default. */
export function DraftField({ path, label, hint, isLong, isCode, isNumber = false }: DraftFieldProps) {
  const { draft, write, faultAt } = useFounding();
  const value = at(draft.tree, path);
  const read = (text: string): unknown => (isNumber ? valueOf(text) : text === "" ? undefined : text);
  const [text, setText] = useState(() => textOf(value));
  // "1.0" stays as it is being written, though it is the number 1; what is changed from elsewhere shows.
  const shown = read(text) === value ? text : textOf(value);
  return (
    <Field
      label={label}
      value={shown}
      onChange={(next) => {
        setText(next);
        write(path, read(next));
      }}
      fault={faultAt(path)}
      {...(hint !== undefined && { hint })}
      {...(isLong !== undefined && { isLong })}
      {...(isCode !== undefined && { isCode })}
      {...(isNumber && { isNumber })}
    />
  );
}
