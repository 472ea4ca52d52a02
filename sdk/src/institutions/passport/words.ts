import { callWords } from "../../core/call-words";

export const words = callWords("passport", { sentences: {} });
