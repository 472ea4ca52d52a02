import type { OverviewPart } from "./core/declaration";
import type { Connection } from "./core/directory";
import { addressOf } from "./core/directory";
import { InstitutionMissingError } from "./core/errors";
import { withNationErrors } from "./core/failures";
import type { CountsOf, ProvisionSpecs } from "./core/provision-specs";
import { byKey, type Provision, type ProvisionsOf } from "./core/provisions";
import { multicallEach, readEncoder, type CombinedRead, type Read, type ReadResult, type Values } from "./core/reader";
import type { Moment } from "./core/units";
import { providerOf } from "./core/write";
import { IProvisions__factory } from "./generated/contracts";
import type { Article } from "./institutions/constitution/client";
import type { Profile } from "./institutions/nation/client";
import type { InstitutionName, Registry } from "./institutions/registry";

/** An article with its citations filled in. */
export interface RenderedArticle extends Article {
  /** The text with `{coin.taxRate}` and its like replaced by what applies now, such as "5 %". */
  readonly rendered: string;
}

type SpecsOf<Name extends InstitutionName> = NonNullable<Registry[Name]["provisions"]>;

/** The institutions that have provisions. */
type WithProvisions = { [Name in InstitutionName]: keyof SpecsOf<Name> extends never ? never : Name }[InstitutionName];

/** The provisions of every institution, by key; undefined of one that the nation does not have. */
export type AllProvisions = {
  readonly [Name in WithProvisions]:
    (SpecsOf<Name> extends infer Specs extends ProvisionSpecs ? ProvisionsOf<CountsOf<Specs>> : never) | undefined;
};

type PartOf<Name extends InstitutionName> = ReturnType<NonNullable<Registry[Name]["overview"]>>;

/** The institutions that have a part of the overview; two of them stand at its head. */
type ShownName = Exclude<
  { [Name in InstitutionName]: keyof PartOf<Name> extends never ? never : Name }[InstitutionName],
  "nation" | "constitution"
>;

/** What each institution shows of itself; undefined of one that the nation does not have. */
export type OverviewParts = { readonly [Name in ShownName]: Values<PartOf<Name>> | undefined };

/** The whole state of a nation at one block. */
export interface Overview extends OverviewParts {
  readonly block: number;
  readonly at: Moment;
  readonly profile: Profile;
  readonly articles: readonly RenderedArticle[];
  readonly provisions: AllProvisions;
  /**
   * The institutions that this software knows by name, and could not read. Another contract stands there, such as one of an older
   * or newer kind, or a part depends on an institution that is missing. Their parts are undefined.
   */
  readonly unreadable: readonly InstitutionName[];
}

type Cited = Readonly<Record<string, Readonly<Record<string, Provision>> | undefined>>;

/**
 * Fills in what a text cites: `{coin.taxRate}` becomes "5 %". What it does not know stays as it is written.
 *
 * @example
 * renderCitations({ text: "The tax is {coin.taxRate}.", provisions });
 */
export const renderCitations = ({ text, provisions }: { text: string; provisions: Cited | AllProvisions }): string =>
  text.replaceAll(/\{(\w+)\.(\w+)\}/g, (citation, institution: string, key: string) => {
    const known = (Object.hasOwn(provisions, institution) && (provisions as Cited)[institution]) || {};
    return Object.hasOwn(known, key) ? known[key].text : citation;
  });

/** The parts and the provisions of all institutions, as the chain answered. */
interface Answered {
  readonly parts: OverviewParts & {
    readonly nation: { readonly profile: Profile };
    readonly constitution: { readonly articles: readonly Article[] } | undefined;
  };
  readonly provisions: AllProvisions;
}

/** What is shown of an institution. */
export interface ShownInstitution {
  readonly overview?: (connection: Connection) => OverviewPart;
  readonly hasProvisions: boolean;
}

/** What is shown of each institution. */
export type Shown = Readonly<Record<InstitutionName, ShownInstitution>>;

/** Reads everything in one request. An institution that is missing, or that cannot be read, spoils no other. */
export const readOverview = (connection: Connection, shown: Shown): Promise<Overview> =>
  withNationErrors(async () => {
    const unreadable = new Set<InstitutionName>();
    const reads = (Object.keys(shown) as InstitutionName[]).flatMap((name) => {
      // The nation itself is where it is, whether its directory names it or not.
      if (name !== "nation" && !Object.hasOwn(connection.directory, name)) return [];
      try {
        return readsOf(connection, name, shown[name]);
      } catch (error) {
        // Its part needs another institution that is missing.
        if (!(error instanceof InstitutionMissingError)) throw error;
        unreadable.add(name);
        return [];
      }
    });
    const { values, block, at } = await multicallEach(
      providerOf(connection.runner),
      reads.flatMap(({ read }) => ("reads" in read ? read.reads : [read])),
    );
    const answered: Record<string, Record<string, Record<string, unknown>>> = { parts: {}, provisions: {} };
    let next = 0;
    for (const { within, name, key, read } of reads) {
      const count = "reads" in read ? read.reads.length : 1;
      const answer = answerOf(read, { results: values.slice(next, next + count), at });
      next += count;
      if (!answer.success) {
        // Without its profile there is no nation to show.
        if (name === "nation") throw answer.error;
        unreadable.add(name);
      } else if (key === undefined) answered[within][name] = answer.value as Record<string, unknown>;
      else (answered[within][name] ??= {})[key] = answer.value;
    }
    for (const name of unreadable) {
      delete answered.parts[name];
      delete answered.provisions[name];
    }
    const { parts, provisions } = answered as unknown as Answered;
    const { nation, constitution, ...others } = parts;
    const articles = (constitution?.articles ?? []).map((article) => ({
      ...article,
      rendered: renderCitations({ text: article.text, provisions }),
    }));
    return { ...others, block, at, profile: nation.profile, articles, provisions, unreadable: [...unreadable] };
  });

interface PlacedRead {
  readonly within: "parts" | "provisions";
  readonly name: InstitutionName;
  /** The place in the institution's part; its whole if left out. */
  readonly key?: string;
  readonly read: Read<unknown> | CombinedRead<unknown>;
}

/** What came of a read: of one that combines others, their values together, or the error of the first that failed. */
function answerOf(
  read: PlacedRead["read"],
  { results, at }: { readonly results: readonly ReadResult<unknown>[]; readonly at: Moment },
): ReadResult<unknown> {
  if (!("reads" in read)) return results[0];
  const failed = results.find(({ success }) => !success);
  if (failed !== undefined) return failed;
  return {
    success: true,
    value: read.combine(
      results.map((one) => (one.success ? one.value : undefined)),
      at,
    ),
  };
}

/** A read of each thing that the overview shows of an institution. */
function readsOf(
  connection: Connection,
  name: InstitutionName,
  { overview, hasProvisions }: ShownInstitution,
): PlacedRead[] {
  const part: OverviewPart = overview?.(connection) ?? {};
  const reads = Object.entries(part).map(([key, read]): PlacedRead => ({ within: "parts", name, key, read }));
  if (!hasProvisions) return reads;
  const address = addressOf(connection, name);
  const contract = IProvisions__factory.connect(address, connection.runner);
  const read = readEncoder(contract, address)(contract.provisions, [], byKey);
  return [...reads, { within: "provisions", name, read }];
}
