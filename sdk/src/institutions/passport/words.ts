import { callWords } from "../../core/call-words";

export { eventSentences } from "./event-words";

export const words = callWords("passport", { sentences: {} });
