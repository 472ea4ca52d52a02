import { lazy } from "react";
import { intend } from "../../act/intend";
import { to } from "../../router";
import type { Registration } from "../registration";
import { words } from "./words";

export const citizenship: Registration = {
  institution: "citizenship",
  section: "people",
  routes: [
    {
      pattern: "/people",
      label: words.citizens,
      page: lazy(async () => ({ default: (await import("./Citizens")).Citizens })),
    },
    {
      pattern: "/people/offices",
      label: words.offices,
      page: lazy(async () => ({ default: (await import("./Offices")).Offices })),
    },
    {
      pattern: "/people/applicants",
      label: words.applicants,
      page: lazy(async () => ({ default: (await import("./Applicants")).Applicants })),
    },
    {
      pattern: "/people/me",
      label: words.you,
      page: lazy(async () => ({ default: (await import("./You")).You })),
    },
    {
      pattern: "/people/:id",
      page: lazy(async () => ({ default: (await import("./CitizenPage")).CitizenPage })),
    },
  ],
  wayOf: ({ act }) => {
    if (act === "renewOwn") {
      const select = ({ citizenship: register }: Parameters<Parameters<typeof intend>[0]["select"]>[0]) =>
        register.renewOwn;
      return { intended: intend({ title: words.renew, select, params: undefined }) };
    }
    return { href: to("/people/me") };
  },
};
