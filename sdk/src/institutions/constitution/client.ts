import type { Address } from "../../core/address";
import { addressOf, type Connection } from "../../core/directory";
import { eventsOf, type Events } from "../../core/events";
import { withNationErrors } from "../../core/failures";
import type { Page, PageQuery } from "../../core/pages";
import { moment, seconds, type Moment, type Seconds } from "../../core/units";
import { writer, type Call, type Change, type ReceiptEvents, type Write } from "../../core/write";
import { Constitution__factory, Nation__factory, type Constitution } from "../../generated/contracts";
import type { ArticleStructOutput } from "../../generated/contracts/Constitution";
import { citizenId as idUnit, type CitizenId } from "../citizenship/units";
import { constitutionEventUnits, type ConstitutionEventUnits } from "./events";
import { listOfficers, type Officer, type OfficerQuery } from "./officers";
import { fromRoleId, toRoleId, type Role } from "./roles";

/** A version of an article. */
export interface Article {
  readonly number: number;
  readonly version: number;
  readonly adoptedAt: Moment;
  /** keccak256 of the text. */
  readonly hash: string;
  readonly title: string;
  /** As it is kept, citations such as `{coin.taxRate}` included; empty if the article is repealed. */
  readonly text: string;
}

/** What an article says. */
export interface ArticleText {
  /** 1 to 80 bytes. */
  readonly title: string;
  /** 1 to 2,048 bytes. */
  readonly text: string;
}

/** A change of an article. */
export interface ArticleChange extends ArticleText {
  readonly number: number;
  readonly version: number;
  readonly hash: string;
}

/** A citizen's office. */
export interface Office {
  readonly role: Role;
  readonly citizenId: CitizenId;
}

/** A role held by a contract. */
export interface RoleGrant {
  readonly role: Role;
  readonly account: Address;
}

/** An operation that was scheduled with a delay. */
export interface Operation {
  readonly operationId: string;
  readonly nonce: number;
}

/** Who may call what, the articles, and the offices. */
export interface ConstitutionClient {
  readonly address: Address;
  /** The contract in ethers' terms, for what the SDK does not wrap. */
  readonly contract: Constitution;
  readonly events: Events<Constitution, ConstitutionEventUnits>;

  articleCount(): Promise<number>;
  versionsOf(parameters: { number: number }): Promise<number>;
  /** An article as it stands, or as it stood in one of its versions. */
  article(parameters: { number: number; version?: number }): Promise<Article>;
  /** The whole constitution as it stands. */
  articles(): Promise<Article[]>;
  /** When a citizen's term in an office ends or ended; undefined if there is none. */
  officeOf(parameters: Office): Promise<Moment | undefined>;
  /**
   * Who is in office, the one appointed last first.
   *
   * @example
   * const { items } = await nation.constitution.officers({ role: "registrar", isOver: false });
   */
  officers(query?: OfficerQuery & PageQuery): Promise<Page<Officer>>;
  /** Whether an account holds a role now, as an institution or in an office. */
  hasRole(parameters: RoleGrant): Promise<boolean>;
  /** The role that may call a function of an institution. */
  roleFor(parameters: { target: Address; selector: string }): Promise<Role>;
  /** Whether an account may call a function of an institution now. */
  canCall(parameters: { caller: Address; target: Address; selector: string }): Promise<boolean>;

  /** Adds articles. The government's. */
  readonly enact: Write<{ readonly articles: readonly ArticleText[] }, { readonly enacted: readonly ArticleChange[] }>;
  /** Gives an article a new title and text. The government's. */
  readonly amend: Write<ArticleText & { readonly number: number }, ArticleChange>;
  /** Takes an article out of force. The government's. */
  readonly repeal: Write<{ readonly number: number }, ArticleChange>;
  /** Lets a citizen hold a role until a moment. The government's. */
  readonly appoint: Write<Office & { readonly until: Moment }, Office & Change<Moment | undefined>>;
  /** Takes an office from a citizen. The government's. */
  readonly dismiss: Write<Office, Office>;
  /** Gives up one's own office. */
  readonly resign: Write<{ readonly role: Role }, Office>;
  /** Gives a contract a role. The government's. */
  readonly grantRole: Write<RoleGrant & { readonly executionDelay?: Seconds }, RoleGrant>;
  /** Takes a role from a contract. The government's. */
  readonly revokeRole: Write<RoleGrant, { readonly revoked: RoleGrant | undefined }>;
  /** Gives up a role that the caller holds. */
  readonly renounceRole: Write<RoleGrant, { readonly revoked: RoleGrant | undefined }>;
  /** Names a role. The government's. */
  readonly labelRole: Write<
    { readonly role: Role; readonly label: string },
    { readonly role: Role; readonly label: string }
  >;
  /** Sets which role grants a role. The government's. */
  readonly setRoleAdmin: Write<{ readonly role: Role; readonly admin: Role }, { readonly role: Role } & Change<Role>>;
  /** Sets which role may cancel what a role scheduled. The government's. */
  readonly setRoleGuardian: Write<
    { readonly role: Role; readonly guardian: Role },
    { readonly role: Role } & Change<Role>
  >;
  /** Sets how long a grant of a role takes. The government's. */
  readonly setGrantDelay: Write<
    { readonly role: Role; readonly delay: Seconds },
    { readonly role: Role; readonly since: Moment } & Change<Seconds>
  >;
  /** Sets which role may call functions of an institution. The government's. */
  readonly setTargetFunctionRole: Write<
    { readonly target: Address; readonly selectors: readonly string[]; readonly role: Role },
    { readonly target: Address; readonly functions: readonly (Change<Role> & { readonly selector: string })[] }
  >;
  /** Sets how long acts on an institution's authority take. The government's. */
  readonly setTargetAdminDelay: Write<
    { readonly target: Address; readonly delay: Seconds },
    { readonly target: Address; readonly since: Moment } & Change<Seconds>
  >;
  /** Closes or opens the guarded functions of an institution. The government's. */
  readonly setTargetClosed: Write<
    { readonly target: Address; readonly closed: boolean },
    { readonly target: Address } & Change<boolean>
  >;
  /** Puts an institution under another constitution. The government's. */
  readonly updateAuthority: Write<
    { readonly target: Address; readonly authority: Address },
    { readonly target: Address } & Change<Address>
  >;
  /** Schedules a call that its caller may make with a delay. */
  readonly schedule: Write<{ readonly call: Call; readonly at?: Moment }, Operation, [string, bigint]>;
  /** Makes a call that its caller may make. */
  readonly execute: Write<{ readonly call: Call }, { readonly executed: Operation | undefined }, bigint>;
  /** Cancels a scheduled call. */
  readonly cancel: Write<{ readonly caller: Address; readonly call: Call }, Operation, bigint>;
  /** Makes several calls of the constitution itself in one. */
  readonly multicall: Write<{ readonly calls: readonly Call[] }, { readonly calls: number }, string[]>;
}

/** An article as the contract gives it. */
export const toArticle = ({ number, version, adoptedAt, hash, title, text }: ArticleStructOutput): Article => ({
  number: Number(number),
  version: Number(version),
  adoptedAt: moment.from(adoptedAt),
  hash,
  title,
  text,
});

type ArticleFields = { number: bigint; version: bigint; hash: string; title: string; text: string };

const toChange = ({ number, version, hash, title, text }: ArticleFields): ArticleChange => ({
  number: Number(number),
  version: Number(version),
  hash,
  title,
  text,
});

const toOffice = ({ role, citizenId }: { role: bigint; citizenId: bigint }): Office => ({
  role: fromRoleId(role),
  citizenId: idUnit.from(citizenId),
});

const someMoment = (raw: bigint): Moment | undefined => (raw === 0n ? undefined : moment.from(raw));

/** Taking a role from who has none announces nothing. */
const revokedOf = ({ all }: ReceiptEvents<Constitution>): { readonly revoked: RoleGrant | undefined } => ({
  revoked: all("RoleRevoked")
    .map(({ roleId, account }) => ({ role: fromRoleId(roleId), account }))
    .at(0),
});

/**
 * The constitution of a nation: `connect()` calls this.
 *
 * @example
 * for (const { number, title } of await nation.constitution.articles()) show(`${number}. ${title}`);
 */
export function constitutionClient(connection: Connection): ConstitutionClient {
  const address = addressOf(connection, "constitution");
  const { runner } = connection;
  const contract = Constitution__factory.connect(address, runner);
  const write = writer(contract, address, runner);

  return {
    address,
    contract,
    events: eventsOf(contract, connection, constitutionEventUnits),

    articleCount: () => withNationErrors(async () => Number(await contract.articleCount())),
    versionsOf: ({ number }) => withNationErrors(async () => Number(await contract.versionsOf(number))),
    article: ({ number, version }) =>
      withNationErrors(async () =>
        toArticle(version === undefined ? await contract.article(number) : await contract.articleAt(number, version)),
      ),
    articles: () => withNationErrors(async () => (await contract.articles()).map(toArticle)),
    officeOf: ({ role, citizenId }) =>
      withNationErrors(async () => {
        const until = await contract.officeOf(toRoleId(role), citizenId);
        return until === 0n ? undefined : moment.from(until);
      }),
    officers: (query = {}) => withNationErrors(() => listOfficers({ connection, contract }, query)),
    hasRole: ({ role, account }) =>
      withNationErrors(async () => (await contract.hasRole(toRoleId(role), account)).isMember),
    roleFor: ({ target, selector }) =>
      withNationErrors(async () => fromRoleId(await contract.getTargetFunctionRole(target, selector))),
    canCall: ({ caller, target, selector }) =>
      withNationErrors(async () => (await contract.canCall(caller, target, selector)).immediate),

    enact: write(contract.enact, {
      args: ({ articles }) => [[...articles]],
      result: ({ all }) => ({ enacted: all("ArticleEnacted").map(toChange) }),
    }),
    amend: write(contract.amend, {
      args: ({ number, title, text }) => [number, title, text],
      result: ({ get }) => toChange(get("ArticleAmended")),
    }),
    repeal: write(contract.repeal, {
      args: ({ number }) => [number],
      result: ({ get }) => toChange(get("ArticleRepealed")),
    }),
    appoint: write(contract.appoint, {
      args: ({ role, citizenId, until }) => [toRoleId(role), citizenId, until],
      result: ({ get }) => {
        const event = get("OfficerAppointed");
        return { ...toOffice(event), before: someMoment(event.oldUntil), after: someMoment(event.newUntil) };
      },
    }),
    dismiss: write(contract.dismiss, {
      args: ({ role, citizenId }) => [toRoleId(role), citizenId],
      result: ({ get }) => toOffice(get("OfficerDismissed")),
    }),
    resign: write(contract.resign, {
      args: ({ role }) => [toRoleId(role)],
      result: ({ get }) => toOffice(get("OfficerResigned")),
    }),
    grantRole: write(contract.grantRole, {
      args: ({ role, account, executionDelay = 0n }) => [toRoleId(role), account, executionDelay],
      result: ({ get }) => {
        const { roleId, account } = get("RoleGranted");
        return { role: fromRoleId(roleId), account };
      },
    }),
    revokeRole: write(contract.revokeRole, {
      args: ({ role, account }) => [toRoleId(role), account],
      result: revokedOf,
    }),
    renounceRole: write(contract.renounceRole, {
      args: ({ role, account }) => [toRoleId(role), account],
      result: revokedOf,
    }),
    labelRole: write(contract.labelRole, {
      args: ({ role, label }) => [toRoleId(role), label],
      result: ({ get }) => {
        const { roleId, label } = get("RoleLabel");
        return { role: fromRoleId(roleId), label };
      },
    }),
    setRoleAdmin: write(contract.setRoleAdmin, {
      args: ({ role, admin }) => [toRoleId(role), toRoleId(admin)],
      before: async ({ role }) => fromRoleId(await contract.getRoleAdmin(toRoleId(role))),
      result: ({ get }, _params, before) => {
        const { roleId, admin } = get("RoleAdminChanged");
        return { role: fromRoleId(roleId), before, after: fromRoleId(admin) };
      },
    }),
    setRoleGuardian: write(contract.setRoleGuardian, {
      args: ({ role, guardian }) => [toRoleId(role), toRoleId(guardian)],
      before: async ({ role }) => fromRoleId(await contract.getRoleGuardian(toRoleId(role))),
      result: ({ get }, _params, before) => {
        const { roleId, guardian } = get("RoleGuardianChanged");
        return { role: fromRoleId(roleId), before, after: fromRoleId(guardian) };
      },
    }),
    setGrantDelay: write(contract.setGrantDelay, {
      args: ({ role, delay }) => [toRoleId(role), delay],
      before: async ({ role }) => seconds.from(await contract.getRoleGrantDelay(toRoleId(role))),
      result: ({ get }, _params, before) => {
        const { roleId, delay, since } = get("RoleGrantDelayChanged");
        return { role: fromRoleId(roleId), before, after: seconds.from(delay), since: moment.from(since) };
      },
    }),
    setTargetFunctionRole: write(contract.setTargetFunctionRole, {
      args: ({ target, selectors, role }) => [target, [...selectors], toRoleId(role)],
      before: ({ target, selectors }) =>
        Promise.all(
          selectors.map(async (selector) => fromRoleId(await contract.getTargetFunctionRole(target, selector))),
        ),
      result: ({ all }, { target }, before) => ({
        target,
        functions: all("TargetFunctionRoleUpdated").map(({ selector, roleId }, index) => ({
          selector,
          before: before[index],
          after: fromRoleId(roleId),
        })),
      }),
    }),
    setTargetAdminDelay: write(contract.setTargetAdminDelay, {
      args: ({ target, delay }) => [target, delay],
      before: async ({ target }) => seconds.from(await contract.getTargetAdminDelay(target)),
      result: ({ get }, _params, before) => {
        const { target, delay, since } = get("TargetAdminDelayUpdated");
        return { target, before, after: seconds.from(delay), since: moment.from(since) };
      },
    }),
    setTargetClosed: write(contract.setTargetClosed, {
      args: ({ target, closed }) => [target, closed],
      before: ({ target }) => contract.isTargetClosed(target),
      result: ({ get }, _params, before) => {
        const { target, closed } = get("TargetClosed");
        return { target, before, after: closed };
      },
    }),
    updateAuthority: write(contract.updateAuthority, {
      args: ({ target, authority }) => [target, authority],
      // The target announces it, not the constitution; every institution answers this like the nation's contract.
      before: ({ target }) => Nation__factory.connect(target, runner).authority(),
      result: (_events, { target, authority }, before) => ({ target, before, after: authority }),
    }),
    schedule: write(contract.schedule, {
      args: ({ call, at = 0n }) => [call.target, call.data, at],
      result: ({ get }) => {
        const { operationId, nonce } = get("OperationScheduled");
        return { operationId, nonce: Number(nonce) };
      },
    }),
    execute: write(contract.execute, {
      args: ({ call }) => [call.target, call.data],
      value: ({ call }) => call.value,
      result: ({ all }) => ({
        executed: all("OperationExecuted")
          .map(({ operationId, nonce }) => ({ operationId, nonce: Number(nonce) }))
          .at(0),
      }),
    }),
    cancel: write(contract.cancel, {
      args: ({ caller, call }) => [caller, call.target, call.data],
      result: ({ get }) => {
        const { operationId, nonce } = get("OperationCanceled");
        return { operationId, nonce: Number(nonce) };
      },
    }),
    multicall: write(contract.multicall, {
      args: ({ calls }) => [calls.map(({ data }) => data)],
      result: (_events, { calls }) => ({ calls: calls.length }),
    }),
  };
}
