import { lazy } from "react";
import { to } from "../../router";
import type { Registration } from "../registration";
import { words } from "./words";

export const governor: Registration = {
  institution: "governor",
  section: "decisions",
  routes: [
    {
      pattern: "/decisions",
      label: words.all,
      page: lazy(async () => ({ default: (await import("./Decisions")).Decisions })),
    },
    {
      pattern: "/decisions/new",
      label: words.propose,
      page: lazy(async () => ({ default: (await import("./Propose")).Propose })),
    },
    {
      pattern: "/decisions/:id",
      page: lazy(async () => ({ default: (await import("./ProposalPage")).ProposalPage })),
    },
  ],
  wayOf: ({ params }) =>
    typeof params.proposalId === "bigint" ? { href: to(`/decisions/${params.proposalId}`) } : undefined,
};
