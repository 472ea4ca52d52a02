import { existsSync } from "node:fs";
import path from "node:path";
import { kebab } from "../../scripts/generate/names";
import { institutionNames } from "../../sdk/src/institutions/registry";
import type { Area } from "./action";

/** Everything that users do: the acts of each institution that has a file here, in the order of the registry. */
export async function loadAreas(): Promise<readonly Area[]> {
  const files = institutionNames
    .map((name) => path.join(__dirname, `${kebab(name)}.ts`))
    .filter((file) => existsSync(file));
  const modules = files.map(async (file) => (await import(file)) as { readonly area: Area });
  return (await Promise.all(modules)).map(({ area }) => area);
}
