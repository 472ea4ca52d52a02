import { lazy } from "react";
import { to } from "../../router";
import type { Registration } from "../registration";
import { words } from "./words";

export const agreements: Registration = {
  institution: "agreements",
  section: "agreements",
  routes: [
    {
      pattern: "/agreements",
      label: words.all,
      page: lazy(async () => ({ default: (await import("./AgreementsPage")).AgreementsPage })),
    },
    {
      pattern: "/agreements/:id",
      page: lazy(async () => ({ default: (await import("./AgreementPage")).AgreementPage })),
    },
  ],
  wayOf: ({ params }) =>
    typeof params.agreementId === "bigint" ? { href: to(`/agreements/${params.agreementId}`) } : undefined,
};
