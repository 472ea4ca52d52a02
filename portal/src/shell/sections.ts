import type { Overview } from "@civitas/sdk";
import type { ComponentType } from "react";
import { lazy } from "react";
import { presentIn } from "../institutions";
import type { PageProps, Route, SectionId } from "../institutions/registration";
import type { IconName } from "../parts/Icon";
import { match } from "../router";
import { words } from "./words";

export interface Section {
  readonly id: SectionId | "today" | "record" | "verify" | "settings" | "acts" | "more";
  readonly label: string;
  readonly icon: IconName;
  readonly path: string;
  readonly routes: readonly Route[];
}

const single = (id: Section["id"], icon: IconName, path: string, page: ComponentType<PageProps>): Section => ({
  id,
  label: words[id],
  icon,
  path,
  routes: [{ pattern: path, label: words[id], page }],
});

const today = single(
  "today",
  "today",
  "/",
  lazy(async () => ({ default: (await import("../today/Today")).Today })),
);
const record = single(
  "record",
  "record",
  "/record",
  lazy(async () => ({ default: (await import("../record/RecordPage")).RecordPage })),
);
const verify = single(
  "verify",
  "verify",
  "/verify",
  lazy(async () => ({ default: (await import("../verify/VerifyPage")).VerifyPage })),
);
const settings = single(
  "settings",
  "settings",
  "/settings",
  lazy(async () => ({ default: (await import("./SettingsPage")).SettingsPage })),
);
const acts = single(
  "acts",
  "acts",
  "/acts",
  lazy(async () => ({ default: (await import("../act/YourActs")).YourActs })),
);

const institutional: readonly { readonly id: SectionId; readonly icon: IconName }[] = [
  { id: "constitution", icon: "constitution" },
  { id: "decisions", icon: "decisions" },
  { id: "people", icon: "people" },
  { id: "money", icon: "money" },
  { id: "justice", icon: "justice" },
  { id: "agreements", icon: "agreements" },
];

/** The sections of a nation, in the order of the rail: one whose institutions the nation lacks has no entry. */
export function sectionsOf(overview: Pick<Overview, "profile">): readonly Section[] {
  const present = presentIn(overview);
  const filled = institutional.flatMap(({ id, icon }): Section[] => {
    const routes = present.filter(({ section }) => section === id).flatMap((one) => one.routes);
    const [first] = routes;
    return first === undefined ? [] : [{ id, label: words[id], icon, path: first.pattern, routes }];
  });
  return [today, ...filled, record, verify, settings, acts];
}

/** What stands in the tabs of a phone; what is missing there gives its place to the next of the rail. */
const FIRST: readonly Section["id"][] = ["today", "decisions", "money", "justice"];

export function tabsOf(sections: readonly Section[]): readonly Section[] {
  const first = sections.filter(({ id }) => FIRST.includes(id));
  const others = sections.filter(({ id }) => !FIRST.includes(id) && id !== "settings" && id !== "acts");
  return [...first, ...others].slice(0, FIRST.length);
}

export interface Found {
  readonly section: Section;
  readonly route: Route;
  readonly params: Readonly<Record<string, string>>;
}

/** The page of a place. What a pattern spells out goes before what it leaves open. */
export function pageAt(sections: readonly Section[], path: string): Found | undefined {
  const found = sections.flatMap((section) =>
    section.routes.flatMap((route) => {
      const params = match(route.pattern, path);
      return params === undefined ? [] : [{ section, route, params }];
    }),
  );
  return found.sort((a, b) => Object.keys(a.params).length - Object.keys(b.params).length)[0];
}
