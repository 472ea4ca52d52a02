import { eventWords } from "../../core/event-words";

export const eventSentences = eventWords("passport", { sentences: {} });
