import { flagIn } from "@civitas/sdk/founding";
import { Field } from "../parts/forms";
import { Icon } from "../parts/Icon";
import { Picture } from "../parts/strangers";
import { useFounding } from "./state";
import { DraftField } from "./fields";
import { contrastOf, FIRST, LEAST, NO_FLAG, patterns, standingOut, svgOf, type Flag, type Pattern } from "./flags";
import { at, textAt, textOf, withAt, type Tree } from "./tree";
import { words } from "./words";

const FLAG = ["nation", "flag"] as const;

/** Name, motto, coin and flag. */
export function Identity() {
  return (
    <>
      <section className="card">
        <h2>{words.steps.name}</h2>
        <DraftField path={["nation", "name"]} label={words.name} hint={words.nameHint} />
        <DraftField path={["nation", "motto"]} label={words.motto} hint={words.optional} />
        <DraftField path={["coin", "symbol"]} label={words.symbol} hint={words.symbolHint} isCode />
        <DraftField path={["coin", "name"]} label={words.coinName} hint={words.coinNameHint} />
      </section>
      <FlagMaker />
    </>
  );
}

function FlagMaker() {
  const { draft, setDraft, checked } = useFounding();
  const fault = checked.problems.find(({ field }) => field === "nation.flag")?.message;
  const { flag, tree } = draft;
  const [ground, figure] = [flag.colours[0] ?? FIRST[0], flag.colours[1] ?? FIRST[1]];
  const own = at(tree, FLAG);
  const make = ({ pattern, colours }: Flag, svg?: string): void => {
    const [first = FIRST[0], second = FIRST[1]] = colours;
    const drawn = pattern === "drawn" || pattern === "own" ? svg : svgOf(pattern, [first, second]);
    setDraft({ flag: { pattern, colours }, tree: withAt(tree, FLAG, drawn === "" ? undefined : drawn) as Tree });
  };
  const paint = (colours: readonly [string, string]): void => make({ ...flag, colours });
  const name = textAt(tree, ["nation", "name"]);
  const pictureOf = (pattern: Pattern): string => {
    if (pattern === "own") return flag.pattern === "own" && typeof own === "string" ? own : NO_FLAG;
    return pattern === "drawn" ? flagIn({ nation: { name } }) : svgOf(pattern, [ground, figure]);
  };
  const ratio = contrastOf([ground, figure]);
  const isClear = ratio >= LEAST;
  return (
    <section className="card">
      <h2>{words.flag}</h2>
      <fieldset className="stack">
        <legend>{words.pattern}</legend>
        <div className="flags">
          {patterns.map((pattern) => (
            <label key={pattern}>
              <input
                type="radio"
                name="pattern"
                className="sr"
                checked={flag.pattern === pattern}
                onChange={() =>
                  make({ pattern, colours: [ground, figure] }, pattern === "own" ? textOf(own) : undefined)
                }
              />
              <Picture svg={pictureOf(pattern)} alt="" />
              <span>{words.patterns[pattern]}</span>
            </label>
          ))}
        </div>
      </fieldset>
      {flag.pattern === "own" ? (
        <Field
          label={words.ownFlag}
          hint={words.ownFlagHint}
          value={typeof own === "string" ? own : ""}
          onChange={(svg) => make({ ...flag }, svg)}
          fault={fault ?? (typeof own === "string" ? undefined : words.ownFlagMissing)}
          isLong
          isCode
        />
      ) : flag.pattern === "drawn" ? (
        <p className="small soft">{words.drawnFlag}</p>
      ) : (
        <>
          <div className="row colours">
            <Colour label={words.ground} value={ground} onChange={(one) => paint([one, figure])} />
            <Colour label={words.figure} value={figure} onChange={(one) => paint([ground, one])} />
          </div>
          <div aria-live="polite">
            <p className={isClear ? "verdict yes" : "verdict no"}>
              <Icon name={isClear ? "check" : "warning"} />
              <span>{isClear ? words.clear(ratio.toFixed(1)) : words.unclear(ratio.toFixed(1), String(LEAST))}</span>
            </p>
          </div>
          {!isClear && (
            <div className="row">
              <button type="button" className="btn" onClick={() => paint([ground, standingOut([ground, figure])])}>
                {words.standOut}
              </button>
            </div>
          )}
        </>
      )}
    </section>
  );
}

function Colour({
  label,
  value,
  onChange,
}: {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
}) {
  return (
    <label className="colour">
      <span>{label}</span>
      <input type="color" value={value} onChange={({ target }) => onChange(target.value)} />
    </label>
  );
}
