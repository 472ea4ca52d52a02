import { InvalidInputError, type NationError } from "@civitas/sdk";
import { toNationError } from "@civitas/sdk/core";
import { useId, useState } from "react";
import { Failure } from "../parts/states";
import { save } from "../record/export";
import { useFounding } from "./state";
import { isTree, omit } from "./tree";
import { words } from "./words";

/** The largest file that is read: no charter is longer. */
const MOST = 2_000_000;

/** Opens a text file of the reader's. */
export function OpenFile({
  label,
  accept = ".json,application/json",
  onText,
}: {
  readonly label: string;
  readonly accept?: string;
  readonly onText: (text: string) => void | Promise<void>;
}) {
  const id = useId();
  const [error, setError] = useState<NationError>();
  const open = async (file: File | undefined): Promise<void> => {
    if (file === undefined) return;
    setError(undefined);
    try {
      if (file.size > MOST)
        throw new InvalidInputError({ what: words.aFile, found: file.name, allowed: words.smallEnough });
      await onText(await file.text());
    } catch (reason) {
      setError(toNationError(reason));
    }
  };
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        type="file"
        accept={accept}
        onChange={({ target }) => {
          void open(target.files?.[0]);
          target.value = "";
        }}
      />
      <Failure error={error} />
    </div>
  );
}

/** The charter as a file, and from one. */
export function CharterFile() {
  const { draft, setDraft, showAll } = useFounding();
  const open = (text: string): void => {
    let found: unknown;
    try {
      found = JSON.parse(text);
    } catch {
      found = undefined;
    }
    if (!isTree(found))
      throw new InvalidInputError({ what: words.aCharter, found: text.slice(0, 60), allowed: words.aCharterAllowed });
    const tree = omit(found, ["$schema"]);
    const { nation } = tree;
    const hasFlag = isTree(nation) && typeof nation.flag === "string";
    setDraft({ tree, flag: { pattern: hasFlag ? "own" : "drawn", colours: [] } });
    showAll();
  };
  return (
    <section className="card">
      <h2>{words.file}</h2>
      <p className="small soft">{words.fileLead}</p>
      <div className="row">
        <button
          type="button"
          className="btn"
          onClick={() => save("charter.json", "application/json", JSON.stringify(draft.tree, null, 2))}
        >
          {words.saveCharter}
        </button>
      </div>
      <OpenFile label={words.openCharter} onText={open} />
    </section>
  );
}
