import { declare } from "../../core/declaration";
import { Passport__factory } from "../../generated/contracts";
import { logs } from "./logs";

export const passport = declare({
  name: "passport",
  contract: "Passport",
  factory: Passport__factory,
  summary: "what a citizenship looks like in wallets",
  terms: ({ nation }) => [nation],
  logs,
});
