import type { Provider } from "ethers";
import { declarationOf, type InstitutionName } from "../institutions/registry";
import { settingsIn, type Charter } from "./charter";
import type { Variants } from "./institutions";

/** Asks the chain, and again if it does not answer sensibly. */
type AskChain = <answer>(ask: (provider: Provider) => Promise<answer>) => Promise<answer>;

/** Chooses for each institution with several contracts the one that it is built by: what its charter says, or what the chain allows. */
export async function chooseVariants(
  charter: Charter,
  {
    names,
    chainId,
    ask,
  }: { readonly names: readonly InstitutionName[]; readonly chainId: bigint; readonly ask: AskChain },
): Promise<Variants> {
  const chosen: Partial<Record<InstitutionName, string>> = {};
  for (const name of names) {
    const { variants } = declarationOf(name);
    if (variants === undefined) continue;
    chosen[name] = await ask((provider) => variants.choose(settingsIn(charter, name), { chainId, provider }));
  }
  return chosen;
}

/** The institutions whose contract is another one than the charter allows on that chain. */
export function forbiddenVariants(
  charter: Charter,
  context: { readonly names: readonly InstitutionName[]; readonly chainId: bigint; readonly variants: Variants },
): InstitutionName[] {
  const { names, chainId, variants: chosen } = context;
  return names.filter((name) => {
    const { variants } = declarationOf(name);
    const variant = chosen[name];
    if (variants === undefined) return variant !== undefined;
    return variant === undefined || !variants.allows(settingsIn(charter, name), { chainId, variant });
  });
}
