import { flagIn, type Charter } from "@civitas/sdk/founding";
import { useMemo } from "react";
import { Picture, plain } from "../parts/strangers";
import { reading, shapeOf } from "./charter";
import { rowsIn } from "./rows";
import { useFounding } from "./state";
import { textAt } from "./tree";
import { words } from "./words";

/** The constitution as a phone will show it, while it is being written. */
export function Preview() {
  const {
    draft: { tree },
    checked,
  } = useFounding();
  const shape = useMemo(() => checked.charter ?? shapeOf({})!, [checked]);
  const nation = tree.nation;
  const name = textAt(nation, ["name"]);
  return (
    <section className="sec" aria-labelledby="preview">
      <h2 id="preview">{words.preview}</h2>
      <Phone
        charter={shape}
        name={name === "" ? words.unnamed : name}
        motto={textAt(nation, ["motto"])}
        flag={textAt(nation, ["flag"]) || flagIn({ nation: { ...shape.nation, name, flag: undefined } })}
        articles={rowsIn(tree, "articles").map((row) => ({
          title: textAt(row, ["title"]),
          text: textAt(row, ["text"]),
        }))}
      />
      <PassportCover
        name={name === "" ? words.unnamed : name}
        motto={textAt(nation, ["motto"])}
        flag={textAt(nation, ["flag"]) || flagIn({ nation: { ...shape.nation, name, flag: undefined } })}
      />
    </section>
  );
}

interface Shown {
  readonly name: string;
  readonly motto: string;
  readonly flag: string;
}

interface PhoneProps extends Shown {
  readonly charter: Charter;
  readonly articles: readonly { readonly title: string; readonly text: string }[];
}

function Phone({ charter, name, motto, flag, articles }: PhoneProps) {
  return (
    <div className="phone">
      <div className="inner">
        <div className="phone-head">
          <Picture svg={flag} alt={words.flagOf(plain(name))} />
          <div>
            <p className="people phone-name">
              <bdi>{plain(name)}</bdi>
            </p>
            {motto !== "" && (
              <p className="people small">
                <bdi>{plain(motto)}</bdi>
              </p>
            )}
          </div>
        </div>
        <Articles charter={charter} articles={articles} />
      </div>
    </div>
  );
}

/** The law of a charter, with the numbers that it cites. */
export const Articles = ({ charter, articles }: Pick<PhoneProps, "charter" | "articles">) => (
  <div className="people stack">
    {articles.map(({ title, text }, index) => (
      <div key={index}>
        <p>
          <b>
            {index + 1}. <bdi>{plain(title)}</bdi>
          </b>
        </p>
        <p className="written" dir="auto">
          {plain(reading(text, charter))}
        </p>
      </div>
    ))}
  </div>
);

/** What will stand on every passport; the chain draws the rest around it. */
const PassportCover = ({ name, motto, flag }: Shown) => (
  <figure className="cover">
    <div>
      <p className="tiny">{words.passport}</p>
      <p className="people phone-name">
        <bdi>{plain(name)}</bdi>
      </p>
      {motto !== "" && (
        <p className="people small">
          <bdi>{plain(motto)}</bdi>
        </p>
      )}
      <Picture svg={flag} alt="" />
      <p className="tiny">{words.passportNumber}</p>
    </div>
    <figcaption className="small soft">{words.passportLead}</figcaption>
  </figure>
);
