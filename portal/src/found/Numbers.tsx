import type { Charter } from "@civitas/sdk/founding";
import { useEffect, useMemo, useRef, useState } from "react";
import { provisionNames } from "../institutions/provision-names";
import { Select } from "../parts/forms";
import { byPlace, checkChoice, choiceIn, choices, isFounded, pruned, schema, shapeOf, type Schema } from "./charter";
import { DraftField } from "./fields";
import { useFounding } from "./state";
import { at, isTree, textAt, textOf, withAt, type Path, type Tree } from "./tree";
import { words } from "./words";

/** What a charter says elsewhere in the form. */
const ELSEWHERE = ["$schema", "nation", "institutions", "articles", "citizens", "offices"];

/** The institutions that the nation is founded with, and every number and name that they take. */
export function Numbers() {
  const { draft } = useFounding();
  const shape = useShape(draft.tree);
  const [names, setNames] = useState<Readonly<Record<string, string>>>({});
  useEffect(() => {
    let isCurrent = true;
    void provisionNames().then((found) => isCurrent && setNames(found));
    return () => {
      isCurrent = false;
    };
  }, []);
  const labels = useMemo(() => {
    const places = [...byPlace(shape)];
    return new Map(places.map(([place, { institution, key }]) => [place, names[`${institution}.${key}`]]));
  }, [shape, names]);
  return (
    <>
      <Institutions />
      {Object.entries(schema().properties ?? {})
        .filter(([key]) => !ELSEWHERE.includes(key) && Object.hasOwn(shape, key))
        .map(([key, section]) => (
          <details className="card" key={key}>
            <summary>
              <b>{words.section(key)}</b>
            </summary>
            <Group path={[key]} schema={section} shape={shape} labels={labels} />
          </details>
        ))}
    </>
  );
}

/** The last choice of institutions that would work together. */
function useShape(tree: Tree): Charter {
  const { institutions } = tree;
  const found = useMemo(() => shapeOf(choiceIn({ institutions })), [institutions]);
  const last = useRef(found ?? shapeOf({})!);
  if (found !== undefined) last.current = found;
  return last.current;
}

function Institutions() {
  const { draft, change } = useFounding();
  const { institutions } = draft.tree;
  // What the others lack does not depend on the rest of the charter.
  const problems = useMemo(() => checkChoice(choiceIn({ institutions })).problems, [institutions]);
  return (
    <section className="card">
      <h2>{words.institutions}</h2>
      <p className="small soft">{words.institutionsLead}</p>
      <div className="opts">
        {Object.entries(choices()).map(([name, { description = "" }]) => {
          const fault = problems.find(({ field }) => field === `institutions.${name}`)?.message;
          return (
            <label className="opt" key={name}>
              <input
                type="checkbox"
                checked={isFounded(draft.tree, name)}
                onChange={({ target }) =>
                  change((tree) => pruned(withAt(tree, ["institutions", name], target.checked) as Tree))
                }
              />
              <span>
                <b>{words.institution(name)}</b>
                <span className="small soft block">{description}</span>
                {fault !== undefined && <span className="err block">{fault}</span>}
              </span>
            </label>
          );
        })}
      </div>
    </section>
  );
}

interface GroupProps {
  readonly path: readonly string[];
  readonly schema: Schema;
  readonly shape: Charter;
  readonly labels: ReadonlyMap<string, string | undefined>;
}

function Group({ path, schema: { properties = {} }, shape, labels }: GroupProps) {
  const here = at(shape, path);
  return (
    <div className="stack roomy">
      {Object.entries(properties).map(([key, inner]) => {
        const place = [...path, key];
        // What has a default and none in this charter belongs to an institution that it leaves out.
        if (inner.default !== undefined && !(isTree(here) && Object.hasOwn(here, key))) return null;
        if (inner.properties !== undefined)
          return (
            <fieldset className="drafted" key={key}>
              <legend>{words.section(key)}</legend>
              <Group path={place} schema={inner} shape={shape} labels={labels} />
            </fieldset>
          );
        return <Leaf key={key} path={place} schema={inner} label={labels.get(place.join(".")) ?? words.section(key)} />;
      })}
    </div>
  );
}

const hintOf = ({ description, default: usual }: Schema): string =>
  [description, textOf(usual) === "" ? undefined : words.usual(textOf(usual))]
    .filter((part) => part !== undefined)
    .join(" ");

const isNumeric = ({ type, anyOf = [] }: Schema): boolean =>
  type === "number" || type === "integer" || anyOf.some(isNumeric);

const withBounds = ({ anyOf = [] }: Schema): Schema | undefined =>
  anyOf.find(({ properties }) => properties !== undefined && Object.hasOwn(properties, "max"));

function Leaf({ path, schema: leaf, label }: { readonly path: Path; readonly schema: Schema; readonly label: string }) {
  const { draft, write } = useFounding();
  const name = label.slice(0, 1).toUpperCase() + label.slice(1);
  const hint = hintOf(leaf);
  if (leaf.enum !== undefined) {
    return (
      <Select
        label={name}
        choices={leaf.enum.map((value) => ({ value, label: value }))}
        value={textAt(draft.tree, path) || textOf(leaf.default)}
        onChange={(value) => write(path, value)}
      />
    );
  }
  if (leaf.type === "array" || leaf.type === "boolean") return <p className="small soft">{words.inTheFile(name)}</p>;
  if (withBounds(leaf) === undefined)
    return <DraftField path={path} label={name} hint={hint} isNumber={isNumeric(leaf)} />;
  return <Bounded path={path} label={name} hint={hint} leaf={leaf} />;
}

/** A provision: its value, and for those who want it the bounds that no government can leave. */
function Bounded({
  path,
  label,
  hint,
  leaf,
}: {
  readonly path: Path;
  readonly label: string;
  readonly hint: string;
  readonly leaf: Schema;
}) {
  const { draft, write } = useFounding();
  const found = at(draft.tree, path);
  const isBound = isTree(found);
  const toggle = (): void => {
    if (!isTree(found)) write(path, { value: found ?? leaf.default });
    else write(path, found.value);
  };
  return (
    <div className="stack">
      <DraftField
        path={isBound ? [...path, "value"] : path}
        label={label}
        hint={hint}
        isNumber={isNumeric(leaf)}
        key={String(isBound)}
      />
      {isBound && (
        <div className="two even">
          <DraftField path={[...path, "min"]} label={words.least(label)} isNumber={isNumeric(leaf)} />
          <DraftField path={[...path, "max"]} label={words.most(label)} isNumber={isNumeric(leaf)} />
        </div>
      )}
      <BoundFault path={path} isBound={isBound} />
      <div className="row">
        <button type="button" className="btn quiet" aria-pressed={isBound} onClick={toggle}>
          {words.ownBounds}
          <span className="sr">: {label}</span>
        </button>
      </div>
    </div>
  );
}

/** What is wrong with value and bounds together: alone, the value's own field says it. */
function BoundFault({ path, isBound }: { readonly path: Path; readonly isBound: boolean }) {
  const { faultAt } = useFounding();
  const fault = isBound ? faultAt(path) : undefined;
  return fault === undefined ? null : <p className="err">{fault}</p>;
}
