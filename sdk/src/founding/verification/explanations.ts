import type { ChainLog } from "../../core/evidence";
import type { RoleName } from "../../core/roles";
import type { InstitutionName } from "../../institutions/registry";
import type { LoggedEvent } from "./claims";
import type { Decision } from "./proposals";

/** A contract that is, or was, an institution of the nation. */
export interface Account {
  readonly name: InstitutionName;
  readonly address: string;
}

/** What explains a log. */
export type Explanation =
  | { readonly by: "creation" | "person" }
  /** Whether the institution that did it tells nothing of it, though it must have. */
  | { readonly by: "ruling"; readonly isUntold: boolean }
  /** The decisions without which nobody would have held the office; none if the founding filled it. */
  | { readonly by: "officer"; readonly office: RoleName; readonly decisions: readonly Decision[] }
  | { readonly by: "plan"; readonly step: number }
  | { readonly by: "decision"; readonly decision: Decision };

/** Who was named to hold a role, by the constitution or by the timelock: an account, or a citizen in office. */
export interface Named {
  readonly institution: InstitutionName;
  readonly role: string;
  readonly account?: string;
  readonly citizenId?: string;
}

/** Every log of a nation's institutions, and what explains each. */
export interface Explained {
  readonly of: (log: ChainLog) => Explanation | undefined;
  readonly decisions: readonly Decision[];
  /** The cases that were brought to the court, and whether whoever brought one told of it beside: then a person brought it. */
  readonly cases: readonly (LoggedEvent & { readonly isTold: boolean })[];
  /** What waited at the timelock, and was cancelled by whom the government let do so. */
  readonly cancelled: readonly LoggedEvent[];
  /** What waited at the timelock, and was struck after a second vote. */
  readonly struck: readonly LoggedEvent[];
  /** Acts of officers whom nobody but decisions appointed, each with those. */
  readonly official: readonly (LoggedEvent & { readonly office: RoleName; readonly decisions: readonly Decision[] })[];
  /** Whom carried-out calls name to hold a role, or an office: whether they do is asked, also where no log tells of it. */
  readonly named: readonly Named[];
  /** What must have been told of what was decided, planned and ruled, and was not. */
  readonly missing: readonly string[];
  /** What nothing explains. */
  readonly unexplained: readonly (LoggedEvent | { readonly institution: string; readonly log: ChainLog })[];
}
