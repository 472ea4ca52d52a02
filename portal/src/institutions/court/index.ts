import { lazy } from "react";
import { to } from "../../router";
import type { Registration } from "../registration";
import { words } from "./words";

export const court: Registration = {
  institution: "court",
  section: "justice",
  routes: [
    { pattern: "/justice", label: words.cases, page: lazy(async () => ({ default: (await import("./Cases")).Cases })) },
    {
      pattern: "/justice/case/:id",
      page: lazy(async () => ({ default: (await import("./CasePage")).CasePage })),
    },
  ],
  wayOf: ({ params }) =>
    typeof params.caseId === "bigint" ? { href: to(`/justice/case/${params.caseId}`) } : undefined,
};
