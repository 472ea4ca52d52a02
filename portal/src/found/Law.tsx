import { DraftField } from "./fields";
import { useFounding } from "./state";
import { rowsIn, useRows } from "./rows";
import { words } from "./words";

/** The articles, in their order. */
export function Law() {
  const { draft, faultAt } = useFounding();
  const articles = rowsIn(draft.tree, "articles");
  const { keys, add, remove } = useRows("articles", articles.length);
  return (
    <section className="card">
      <h2>{words.steps.law}</h2>
      <p className="small soft">{words.lawLead}</p>
      {keys.map((key, index) => (
        <fieldset className="drafted" key={key}>
          <legend>{words.article(String(index + 1))}</legend>
          <DraftField path={["articles", index, "title"]} label={words.articleTitle} />
          <DraftField path={["articles", index, "text"]} label={words.articleText} isLong />
          <div className="row">
            <button type="button" className="btn quiet" onClick={() => remove(index)}>
              {words.removeArticle(String(index + 1))}
            </button>
          </div>
        </fieldset>
      ))}
      {faultAt(["articles"]) !== undefined && <p className="err">{faultAt(["articles"])}</p>}
      <div className="row">
        <button type="button" className="btn" onClick={() => add({})}>
          {words.addArticle}
        </button>
      </div>
    </section>
  );
}
