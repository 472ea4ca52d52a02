import type { InstitutionName } from "@civitas/sdk";
import type { NextStep } from "@civitas/sdk/watch";
import type { ComponentType } from "react";
import type { Intended } from "../act/intend";

/** The places of the navigation that institutions fill. */
export type SectionId = "constitution" | "decisions" | "people" | "money" | "justice" | "agreements";

export interface PageProps {
  /** What stood for the names in the route's pattern. */
  readonly params: Readonly<Record<string, string>>;
}

export interface Route {
  /** Such as "/decisions/:id". */
  readonly pattern: string;
  /** What it is called among its section's pages; one without a name is reached from another page alone. */
  readonly label?: string;
  readonly page: ComponentType<PageProps>;
}

/** How a step of "For you now" is taken. */
export type Way = { readonly href: string } | { readonly intended: Intended } | undefined;

/** What an institution brings to the page. One that the nation lacks has no entry. */
export interface Registration {
  readonly institution: InstitutionName;
  readonly section: SectionId;
  readonly routes: readonly Route[];
  /** How a step of this institution is taken; undefined where the step can only be read. */
  readonly wayOf?: (step: NextStep) => Way;
}
