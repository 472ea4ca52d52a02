/**
 * The SDK's words: what calls do, in sentences, and every sentence of the SDK for those who translate it.
 *
 * @packageDocumentation
 */
export {
  clearSigning,
  type ClearField,
  type ClearFormat,
  type ClearSigned,
  type ClearSigningFile,
} from "./clear-signing";
export { describeCall, type CallToDescribe, type DescribedCall } from "./describe";
export type { Effects } from "./effects";
export { english, type EnglishKey } from "./english";
export type { Names, TokenName } from "./names";
export {
  catalogue,
  message,
  translate,
  type Catalogue,
  type Message,
  type MessageArguments,
  type MessageValue,
  type Translation,
  type Translations,
} from "../core/messages";
