import type { Connection } from "./core/directory";
import { declarationOf, institutionNames } from "./institutions/registry";
import { readOverview, type Overview, type Shown } from "./overview-reading";

export { renderCitations, type AllProvisions, type Overview } from "./overview-reading";

/** The whole state of a nation, as the declarations of its institutions show it. */
export function overviewOf(connection: Connection): Promise<Overview> {
  const shown = institutionNames.map((name) => {
    const { overview, provisions } = declarationOf(name);
    return [name, { hasProvisions: provisions !== undefined, ...(overview !== undefined && { overview }) }] as const;
  });
  return readOverview(connection, Object.fromEntries(shown) as Shown);
}
