import { useId, type ReactNode } from "react";

interface FieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly hint?: ReactNode;
  /** What is wrong with it, and what would do. */
  readonly fault?: string | undefined;
  readonly unit?: string;
  readonly isLong?: boolean;
  /** Whether it takes an address or a number, which is written from left to right in every language. */
  readonly isCode?: boolean;
  readonly isNumber?: boolean;
}

/** A field with its label, and what is wrong with it beside it. */
export function Field({ label, value, onChange, hint, fault, unit, isLong, isCode, isNumber }: FieldProps) {
  const id = useId();
  const described = [hint !== undefined && `${id}-hint`, fault !== undefined && `${id}-fault`]
    .filter(Boolean)
    .join(" ");
  const props = {
    id,
    value,
    ...(described !== "" && { "aria-describedby": described }),
    ...(fault !== undefined && { "aria-invalid": true }),
    ...(isCode === true && { dir: "ltr", spellCheck: false, autoComplete: "off", autoCapitalize: "off" }),
    ...(isNumber === true && { inputMode: "decimal" as const, autoComplete: "off" }),
  };
  return (
    <div className={fault === undefined ? "field" : "field wrong"}>
      <label htmlFor={id}>{label}</label>
      {hint !== undefined && (
        <p className="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {isLong === true ? (
        <textarea {...props} onChange={({ target }) => onChange(target.value)} />
      ) : unit === undefined ? (
        <input {...props} onChange={({ target }) => onChange(target.value)} />
      ) : (
        <div className="unit">
          <input {...props} onChange={({ target }) => onChange(target.value)} />
          <span>{unit}</span>
        </div>
      )}
      {fault !== undefined && (
        <p className="err" id={`${id}-fault`}>
          {fault}
        </p>
      )}
    </div>
  );
}

export interface Choice<Value extends string> {
  readonly value: Value;
  readonly label: string;
  readonly hint?: ReactNode;
}

/** One of a few. */
export function Options<Value extends string>({
  legend,
  choices,
  value,
  onChange,
}: {
  readonly legend: string;
  readonly choices: readonly Choice<Value>[];
  readonly value: Value | undefined;
  readonly onChange: (value: Value) => void;
}) {
  const name = useId();
  return (
    <fieldset className="stack">
      <legend>{legend}</legend>
      <div className="opts">
        {choices.map(({ value: one, label, hint }) => (
          <label className="opt" key={one}>
            <input type="radio" name={name} checked={value === one} onChange={() => onChange(one)} />
            <span>
              {label}
              {hint !== undefined && <span className="small soft block">{hint}</span>}
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

/** One of many. */
export function Select<Value extends string>({
  label,
  choices,
  value,
  onChange,
}: {
  readonly label: string;
  readonly choices: readonly Choice<Value>[];
  readonly value: Value;
  readonly onChange: (value: Value) => void;
}) {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <select id={id} value={value} onChange={({ target }) => onChange(target.value as Value)}>
        {choices.map(({ value: one, label: said }) => (
          <option key={one} value={one}>
            {said}
          </option>
        ))}
      </select>
    </div>
  );
}

/** Which part of a list is shown: one of a few, as buttons. */
export function Filters<Value extends string>({
  label,
  choices,
  value,
  onChange,
}: {
  readonly label: string;
  readonly choices: readonly Choice<Value>[];
  readonly value: Value;
  readonly onChange: (value: Value) => void;
}) {
  return (
    <div className="filters" role="group" aria-label={label}>
      {choices.map(({ value: one, label: said }) => (
        <button type="button" className="btn" key={one} aria-pressed={one === value} onClick={() => onChange(one)}>
          {said}
        </button>
      ))}
    </div>
  );
}
