import { lazy } from "react";
import type { Registration } from "../registration";
import { words } from "./words";

export const constitution: Registration = {
  institution: "constitution",
  section: "constitution",
  routes: [
    {
      pattern: "/constitution",
      label: words.articles,
      page: lazy(async () => ({ default: (await import("./Articles")).Articles })),
    },
    {
      pattern: "/constitution/provisions",
      label: words.provisions,
      page: lazy(async () => ({ default: (await import("./ProvisionsPage")).ProvisionsPage })),
    },
    {
      pattern: "/constitution/powers",
      label: words.powers,
      page: lazy(async () => ({ default: (await import("./Powers")).Powers })),
    },
  ],
};
