import { lazy } from "react";
import { to } from "../../router";
import type { Registration } from "../registration";
import { words } from "./words";

export const coin: Registration = {
  institution: "coin",
  section: "money",
  routes: [
    {
      pattern: "/money",
      label: words.coin,
      page: lazy(async () => ({ default: (await import("./CoinPage")).CoinPage })),
    },
  ],
  wayOf: () => ({ href: to("/money") }),
};
