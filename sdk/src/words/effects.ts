import type { FunctionFragment } from "ethers";
import { effectSentences } from "../core/call-words";
import { message, type Catalogue, type Message, type MessageArguments } from "../core/messages";
import type { InstitutionName } from "../institutions/registry";
import { callWordsOf } from "./registry";
import { nativeMessage } from "./values";

/** What a call means beyond what it does. */
export interface Effects {
  /** What others will see of it, in a sentence. */
  readonly seen: Message;
  /** What comes back of the money in it, in a sentence. */
  readonly returned: Message;
}

const { say } = effectSentences;

/** What holds of a call to a contract of which nothing is known. */
export const foreignEffects = (): Effects => ({ seen: say("seen"), returned: say("foreign") });

/** What holds of a call of which an institution says nothing. */
export const plainEffects = (value: bigint): Effects => ({
  seen: say("seen"),
  returned: value === 0n ? say("nothingMoves") : say("goesAlong", { amount: nativeMessage(value) }),
});

/** What an institution says that a call to it means. */
export function effectsOf(
  institution: InstitutionName,
  fragment: FunctionFragment,
  { args, value }: { readonly args: MessageArguments; readonly value: bigint },
): Effects {
  const { seen, returned } = callWordsOf[institution];
  const places = { value: nativeMessage(value), ...args };
  const own = ({ area, sentences }: Catalogue): Message | undefined => {
    const name = [fragment.format("sighash"), fragment.name].find((key) => Object.hasOwn(sentences, key));
    return name === undefined
      ? undefined
      : message({ key: `${area}.${name}`, template: sentences[name], args: places });
  };
  const plain = plainEffects(value);
  return { seen: own(seen) ?? plain.seen, returned: own(returned) ?? plain.returned };
}
