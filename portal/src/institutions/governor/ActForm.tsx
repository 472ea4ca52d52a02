import { useRead } from "@civitas/react";
import type { NationError, Overview } from "@civitas/sdk";
import { formatProvision } from "@civitas/sdk/core";
import { Field, Options, Select } from "../../parts/forms";
import { useSymbol } from "../../parts/money";
import { words as partWords } from "../../parts/words";
import { provisionNames } from "../provision-names";
import { words } from "./builder-words";
import { emptyAct, kinds, provisionsIn, type DraftAct, type DraftKind } from "./drafts";

interface ActFormProps {
  readonly number: number;
  readonly act: DraftAct;
  readonly overview: Overview;
  readonly fault: NationError | undefined;
  readonly onChange: (act: DraftAct) => void;
  readonly onRemove?: () => void;
}

/** Which acts a nation can be asked for: what takes an institution that it lacks is not offered. */
const offeredIn = ({ profile }: Overview): readonly DraftKind[] =>
  kinds.filter((kind) => kind !== "pay" || Object.hasOwn(profile.institutions, "treasury"));

/** One act of a proposal, as a form. */
export function ActForm({ number, act, overview, fault, onChange, onRemove }: ActFormProps) {
  const set = (name: string) => (value: string) => onChange({ ...act, fields: { ...act.fields, [name]: value } });
  return (
    <fieldset className="drafted">
      <legend>{words.act(number)}</legend>
      <Select
        label={words.what}
        choices={offeredIn(overview).map((value) => ({ value, label: words.kinds[value] }))}
        value={act.kind}
        onChange={(kind) => onChange(emptyAct(kind))}
      />
      <Fields act={act} overview={overview} set={set} />
      {fault !== undefined && (
        <p className="err" role="alert">
          {fault.message} {fault.advice}
        </p>
      )}
      {onRemove !== undefined && (
        <div className="row">
          <button type="button" className="btn" onClick={onRemove}>
            {words.remove}
          </button>
        </div>
      )}
    </fieldset>
  );
}

interface FieldsProps {
  readonly act: DraftAct;
  readonly overview: Overview;
  readonly set: (name: string) => (value: string) => void;
}

function Fields({ act, overview, set }: FieldsProps) {
  const symbol = useSymbol();
  const field = (name: string): string => act.fields[name] ?? "";
  const props = (name: string) => ({ value: field(name), onChange: set(name) });
  switch (act.kind) {
    case "provision":
      return <ProvisionFields act={act} overview={overview} set={set} />;
    case "pay":
      return (
        <>
          <Field label={words.to} {...props("to")} isCode />
          <Select
            label={words.asset}
            choices={(["coin", "native"] as const).map((value) => ({ value, label: words.assets[value] }))}
            value={field("asset") === "native" ? "native" : "coin"}
            onChange={set("asset")}
          />
          <Field
            label={words.amount}
            {...props("amount")}
            unit={field("asset") === "native" ? partWords.native : symbol}
            isNumber
          />
          <Field label={words.purpose} {...props("purpose")} />
        </>
      );
    case "appoint":
    case "dismiss":
      return (
        <>
          <Field label={words.citizen} {...props("citizen")} isNumber />
          <Select
            label={words.office}
            choices={(["registrar", "recovery"] as const).map((value) => ({ value, label: words.offices[value] }))}
            value={field("role") === "recovery" ? "recovery" : "registrar"}
            onChange={set("role")}
          />
          {act.kind === "appoint" && <Field label={words.term} {...props("term")} isNumber />}
        </>
      );
    case "amend":
    case "enact":
      return (
        <>
          {act.kind === "amend" && <Field label={words.article} {...props("article")} isNumber />}
          <Field label={words.articleTitle} {...props("title")} />
          <Field label={words.articleText} hint={words.articleHint} {...props("text")} isLong />
        </>
      );
  }
}

function ProvisionFields({ act: { fields }, overview, set }: FieldsProps) {
  const { data: names } = useRead(["provision names"], provisionNames);
  const all = provisionsIn(overview);
  const provision = all[fields.provision ?? ""];
  const write = (value: bigint) => (provision === undefined ? "" : formatProvision({ unit: provision.unit, value }));
  return (
    <>
      <Select
        label={words.number}
        choices={[
          ...(provision === undefined ? [{ value: "", label: "…" }] : []),
          ...Object.keys(all).map((value) => ({ value, label: names?.[value] ?? value })),
        ]}
        value={fields.provision ?? ""}
        onChange={set("provision")}
      />
      {provision !== undefined && (
        <Field
          label={words.value}
          hint={`${words.valueHints[provision.unit]}. ${words.nowIs(provision.text, write(provision.min), write(provision.max))}`}
          value={fields.value ?? ""}
          onChange={set("value")}
        />
      )}
      <Options
        legend={words.how}
        choices={[
          { value: "trial", label: words.trial, hint: words.trialHint },
          { value: "standing", label: words.standing, hint: words.standingHint },
        ]}
        value={fields.mode === "standing" ? "standing" : "trial"}
        onChange={set("mode")}
      />
      {fields.mode !== "standing" && (
        <Field label={words.period} value={fields.period ?? ""} onChange={set("period")} isNumber />
      )}
    </>
  );
}
