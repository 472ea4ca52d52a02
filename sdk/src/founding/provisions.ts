import type { ProvisionSpec } from "../core/provision-specs";
import { declarationOf, type InstitutionName } from "../institutions/registry";

/** A provision that a charter decides on. */
export interface PlacedProvision extends ProvisionSpec {
  /** The institution that holds it. */
  readonly institution: InstitutionName;
  /** Its key on chain. */
  readonly key: string;
  /** Where it stands in the charter. */
  readonly path: readonly string[];
}

/** The provisions of an institution, in its contract's order. */
export const provisionsOf = (institution: InstitutionName): PlacedProvision[] => {
  const { charter = [], provisions = {} } = declarationOf(institution);
  return Object.entries(provisions).map(([key, spec]) => ({
    ...spec,
    institution,
    key,
    path: [...charter, ...(spec.at ?? [key])],
  }));
};
