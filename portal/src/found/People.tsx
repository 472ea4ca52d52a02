import { Select } from "../parts/forms";
import { useActors } from "../wallet/actor";
import { DraftField } from "./fields";
import { rowsIn, useRows } from "./rows";
import { useFounding } from "./state";
import { textAt } from "./tree";
import { words } from "./words";

const addressIn = (row: unknown): string => textAt(row, ["address"]).toLowerCase();

/** The founding citizens, and who holds an office at first. */
export function People() {
  const { draft, faultAt } = useFounding();
  const { actor, people } = useActors();
  const citizens = rowsIn(draft.tree, "citizens");
  const { keys, add, remove } = useRows("citizens", citizens.length);
  const isThere = (address: string): boolean => citizens.some((row) => addressIn(row) === address.toLowerCase());
  const nextPerson = people.find(({ wallet }) => !isThere(wallet.address));
  return (
    <>
      <section className="card">
        <h2>{words.steps.citizens}</h2>
        <p className="small soft">{words.citizensLead}</p>
        {keys.map((key, index) => (
          <fieldset className="drafted" key={key}>
            <legend>{words.citizen(String(index + 1))}</legend>
            <DraftField path={["citizens", index, "name"]} label={words.citizenName} hint={words.citizenNameHint} />
            <DraftField path={["citizens", index, "address"]} label={words.citizenAddress} isCode />
            {faultAt(["citizens", index]) !== undefined && <p className="err">{faultAt(["citizens", index])}</p>}
            <div className="row">
              <button type="button" className="btn quiet" onClick={() => remove(index)}>
                {words.removeCitizen(String(index + 1))}
              </button>
            </div>
          </fieldset>
        ))}
        {faultAt(["citizens"]) !== undefined && <p className="err">{faultAt(["citizens"])}</p>}
        <div className="row">
          <button type="button" className="btn" onClick={() => add({})}>
            {words.addCitizen}
          </button>
          {actor !== undefined && !isThere(actor.account) && (
            <button
              type="button"
              className="btn"
              onClick={() => add({ ...(actor.name !== undefined && { name: actor.name }), address: actor.account })}
            >
              {words.addYourself}
            </button>
          )}
          {nextPerson !== undefined && (
            <button
              type="button"
              className="btn"
              onClick={() => add({ name: nextPerson.name, address: nextPerson.wallet.address })}
            >
              {words.addPerson(nextPerson.name)}
            </button>
          )}
        </div>
      </section>
      <Offices />
    </>
  );
}

const named = (row: unknown): string => textAt(row, ["name"]) || textAt(row, ["address"]);

function Offices() {
  const { draft, write, faultAt } = useFounding();
  const offices = rowsIn(draft.tree, "offices");
  const names = rowsIn(draft.tree, "citizens")
    .map(named)
    .filter((name) => name !== "");
  const { keys, add, remove } = useRows("offices", offices.length);
  return (
    <section className="card">
      <h2>{words.offices}</h2>
      <p className="small soft">{words.officesLead}</p>
      {keys.map((key, index) => {
        const holder = textAt(offices[index], ["citizen"]);
        const choices = [...new Set([holder, ...names])].map((value) => ({
          value,
          label: value === "" ? words.nobodyYet : value,
        }));
        return (
          <fieldset className="drafted" key={key}>
            <legend>{words.registrar}</legend>
            <Select
              label={words.officeHolder}
              choices={choices}
              value={holder}
              onChange={(value) => write(["offices", index, "citizen"], value === "" ? undefined : value)}
            />
            <DraftField path={["offices", index, "term"]} label={words.officeTerm} hint={words.officeTermHint} />
            {(["citizen", undefined] as const).map((part) => {
              const fault = faultAt(["offices", index, ...(part === undefined ? [] : [part])]);
              return fault === undefined ? null : (
                <p className="err" key={String(part)}>
                  {fault}
                </p>
              );
            })}
            <div className="row">
              <button type="button" className="btn quiet" onClick={() => remove(index)}>
                {words.removeOffice(String(index + 1))}
              </button>
            </div>
          </fieldset>
        );
      })}
      <div className="row">
        <button type="button" className="btn" onClick={() => add({ role: "registrar" })}>
          {words.addOffice}
        </button>
      </div>
    </section>
  );
}
