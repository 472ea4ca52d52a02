import { useState, type FormEvent } from "react";
import { Field } from "../parts/forms";
import { chooseSettings, isAddress, isNode, useSettings } from "../settings";
import { words } from "./words";

/** Which nation, and by which node it is read. */
export function Where() {
  const settings = useSettings();
  const [nation, setNation] = useState(settings.nation);
  const [rpc, setRpc] = useState(settings.rpc);
  const [isAsked, setAsked] = useState(false);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setAsked(true);
    if (isAddress(nation.trim()) && isNode(rpc.trim())) chooseSettings({ nation: nation.trim(), rpc: rpc.trim() });
  };
  return (
    <form className="card" onSubmit={submit} noValidate>
      <h2>{words.nodeTitle}</h2>
      <Field
        label={words.nation}
        hint={words.nationHint}
        value={nation}
        onChange={setNation}
        fault={isAsked && !isAddress(nation.trim()) ? words.wrongNation : undefined}
        isCode
      />
      <Field
        label={words.node}
        hint={words.nodeHint}
        value={rpc}
        onChange={setRpc}
        fault={isAsked && !isNode(rpc.trim()) ? words.wrongNode : undefined}
        isCode
      />
      <div className="row">
        <button type="submit" className="btn main">
          {words.open}
        </button>
      </div>
      <p className="small soft">{words.share}</p>
    </form>
  );
}
