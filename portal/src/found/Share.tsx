import { useId, useState } from "react";
import { Qr } from "../parts/Qr";
import { save } from "../record/export";
import { words } from "./words";

/** A link to hand on, by whatever way its people use: copied, read from the field, or as a file. */
export function Share({
  label,
  link,
  file,
}: {
  readonly label: string;
  readonly link: string;
  readonly file: { readonly name: string; readonly json: unknown };
}) {
  const id = useId();
  const [isCopied, setCopied] = useState(false);
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(link);
      setCopied(true);
    } catch {
      document.getElementById(id)?.focus(); // It is marked there, to be copied by hand.
    }
  };
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <input id={id} className="chain" dir="ltr" readOnly value={link} onFocus={({ target }) => target.select()} />
      <div className="row">
        <button type="button" className="btn" onClick={() => void copy()}>
          {words.copy}
        </button>
        <button
          type="button"
          className="btn quiet"
          onClick={() => save(file.name, "application/json", JSON.stringify(file.json, null, 2))}
        >
          {words.asFile}
        </button>
        <span aria-live="polite" className="small soft">
          {isCopied ? words.copied : ""}
        </span>
      </div>
      <Qr text={link} alt={words.qrOf(label)} />
    </div>
  );
}
