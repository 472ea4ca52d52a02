import { civic, wei, type Money, type NationClient } from "@civitas/sdk";
import { toNationError } from "@civitas/sdk/core";
import type { BudgetId } from "@civitas/sdk/treasury";
import { useState, type FormEvent } from "react";
import { useActs } from "../../act/acts";
import { intend } from "../../act/intend";
import { Field } from "../../parts/forms";
import { useSymbol } from "../../parts/money";
import { words as partWords } from "../../parts/words";
import { isAddress } from "../../settings";
import { words } from "./words";

/** A payment out of one's own budget. Tokens are left to other tools: their decimals are not known here. */
export function Spend({ id, ceiling }: { readonly id: BudgetId; readonly ceiling: Money }) {
  const { open } = useActs();
  const symbol = useSymbol();
  const [receiver, setReceiver] = useState("");
  const [text, setText] = useState("");
  const [note, setNote] = useState("");
  const [fault, setFault] = useState<string>();
  if (ceiling.token !== undefined) return null;
  const isNative = ceiling.native !== undefined;
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setFault(undefined);
    if (!isAddress(receiver.trim())) {
      setFault(words.noAddress);
      return;
    }
    try {
      const amount: Money = isNative ? { native: wei.parse(text) } : { coin: civic.parse(text) };
      open(
        intend({
          title: words.spendTitle(String(id)),
          select: ({ treasury }: NationClient) => treasury.spend,
          params: { budgetId: id, to: receiver.trim(), amount, note },
        }),
      );
    } catch (error) {
      const { message, advice } = toNationError(error);
      setFault(`${message} ${advice}`);
    }
  };
  return (
    <details>
      <summary>{words.spend}</summary>
      <form className="stack" onSubmit={submit} noValidate>
        <Field label={words.spendTo} value={receiver} onChange={setReceiver} isCode />
        <Field
          label={words.amount}
          value={text}
          onChange={setText}
          unit={isNative ? partWords.native : symbol}
          isNumber
        />
        <Field label={words.note} value={note} onChange={setNote} fault={fault} />
        <div className="row">
          <button type="submit" className="btn">
            {words.spend}
          </button>
        </div>
      </form>
    </details>
  );
}
