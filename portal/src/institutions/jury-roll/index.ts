import { lazy } from "react";
import { to } from "../../router";
import type { Registration } from "../registration";
import { words } from "./words";

export const juryRoll: Registration = {
  institution: "juryRoll",
  section: "justice",
  routes: [
    {
      pattern: "/justice/roll",
      label: words.roll,
      page: lazy(async () => ({ default: (await import("./RollPage")).RollPage })),
    },
  ],
  wayOf: () => ({ href: to("/justice/roll") }),
};
