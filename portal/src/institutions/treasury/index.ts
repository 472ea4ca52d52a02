import { lazy } from "react";
import type { Registration } from "../registration";
import { words } from "./words";

export const treasury: Registration = {
  institution: "treasury",
  section: "money",
  routes: [
    {
      pattern: "/money/treasury",
      label: words.treasury,
      page: lazy(async () => ({ default: (await import("./TreasuryPage")).TreasuryPage })),
    },
  ],
};
