import { to } from "../../router";
import type { Registration } from "../registration";

/** Its challenges are cases, which the court's pages show. */
export const tribunal: Registration = {
  institution: "tribunal",
  section: "justice",
  routes: [],
  wayOf: ({ params }) =>
    typeof params.caseId === "bigint" ? { href: to(`/justice/case/${params.caseId}`) } : undefined,
};
