import { roles, type RoleName } from "../../core/roles";
import type { InstitutionName } from "../../institutions/registry";
import { spine } from "../../institutions/spine";
import { powers } from "../powers";
import type { LoggedEvent } from "./claims";
import type { Explanation } from "./explanations";

const { authority, executive } = spine;

/** Somebody who holds a role: an account, or a citizen in office. */
export interface Holder {
  /** undefined of a citizen. */
  readonly account: string | undefined;
  /** When the office ends; undefined of an account. */
  readonly until: bigint | undefined;
  /** What gave the role. */
  readonly given: Explanation | undefined;
}

/** The role that everybody has. */
const PUBLIC = 2n ** 64n - 1n;

/** Marks functions alone: whoever holds the government's role holds it. */
const heldAs = (role: bigint): bigint => (role === roles.constitutional ? roles.government : role);

/** Who may call what, as the logs up to some place in the chain tell it. */
export class Holders {
  readonly #members = new Map<string, Map<string, Holder>>();
  readonly #functions = new Map<string, bigint>();
  readonly #authorities = new Map<string, string>();

  /** @param government The accounts that do nothing but what is decided, or planned. */
  constructor(
    private readonly constitution: string,
    private readonly government: readonly string[],
  ) {}

  /** Takes notice of an event, and of what explains it. */
  remember({ institution, event: { name, args }, log }: LoggedEvent, given: Explanation | undefined): void {
    if (name === "AuthorityUpdated") this.#authorities.set(log.address, String(args.authority));
    if (institution === executive.name) {
      const account = String(args.account);
      if (name === "RoleGranted") this.#of(String(args.role)).set(account, { account, until: undefined, given });
      if (name === "RoleRevoked") this.#of(String(args.role)).delete(account);
    }
    if (institution !== authority.name) return;
    const [role, account] = [String(args[0]), String(args[1])];
    if (name === "RoleGranted") this.#of(role).set(account, { account, until: undefined, given });
    if (name === "RoleRevoked") this.#of(role).delete(account);
    const citizen = `citizen ${account}`;
    if (name === "OfficerAppointed")
      this.#of(role).set(citizen, { account: undefined, until: args.newUntil as bigint, given });
    if (name === "OfficerDismissed" || name === "OfficerResigned") this.#of(role).delete(citizen);
    if (name === "TargetFunctionRoleUpdated")
      this.#functions.set(`${String(args.target)} ${String(args.selector)}`, args.roleId as bigint);
  }

  /** Who holds a role of the constitution, or of the timelock, beside the government. */
  holding(role: bigint | string): Holder[] {
    const held = typeof role === "bigint" ? heldAs(role) : role;
    return [...this.#of(String(held)).values()].filter(
      ({ account }) => account === undefined || !this.government.includes(account),
    );
  }

  /**
   * Who, beside the government, may call some functions of an institution.
   *
   * @param except Whoever may call what has this role still is left out.
   * @returns undefined if anybody may, or if it is not for the constitution to say.
   */
  calling(
    target: string,
    { selectors, except }: { readonly selectors: readonly string[]; readonly except?: bigint },
  ): Holder[] | undefined {
    const told = this.#authorities.get(target);
    if (told !== undefined && told !== this.constitution) return undefined;
    const needed = new Set(
      selectors.map((selector) => this.#functions.get(`${target} ${selector}`) ?? roles.government),
    );
    if (needed.has(PUBLIC)) return undefined;
    return [...needed].filter((role) => role !== except).flatMap((role) => this.holding(role));
  }

  #of(role: string): Map<string, Holder> {
    const members = this.#members.get(role) ?? new Map<string, Holder>();
    this.#members.set(role, members);
    return members;
  }
}

const found = new Map<string, readonly string[]>();

/** The functions of an institution, of some names, that take a role by the table of powers. */
export function selectorsOf(
  institution: InstitutionName,
  { methods, role }: { readonly methods: readonly string[]; readonly role: RoleName },
): readonly string[] {
  const key = [institution, role, ...methods].join(" ");
  const known =
    found.get(key) ??
    powers()
      .filter(({ contract, power }) => contract === institution && power === role)
      .filter((one) => methods.includes(one.function.name))
      .map(({ selector }) => selector);
  found.set(key, known);
  return known;
}
