import { lazy } from "react";
import { to } from "../../router";
import type { Registration } from "../registration";
import { words } from "./words";

export const stake: Registration = {
  institution: "stake",
  section: "money",
  routes: [
    {
      pattern: "/money/stake",
      label: words.stake,
      page: lazy(async () => ({ default: (await import("./StakePage")).StakePage })),
    },
  ],
  wayOf: () => ({ href: to("/money/stake") }),
};
