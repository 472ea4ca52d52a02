import type { NationError } from "@civitas/sdk";
import { translate, type Translations } from "@civitas/sdk/core";

const german: Translations = {
  "error.InvalidInputError": "{found} ist nicht: {what}.",
  "error.UserRejectedError.advice": "Bestätige es in der Wallet, wenn du es wolltest.",
};

export const advice = (error: NationError): string => translate(error.messages.advice, german);
