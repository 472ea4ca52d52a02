import { onChain, type ProvisionKind } from "../../core/provision-specs";
import { formatProvision, type Provision, type ProvisionUnit } from "../../core/provisions";
import type { InstitutionName } from "../../institutions/registry";
import { flagOf } from "../../institutions/spine";
import { provisionsOf } from "../provisions";
import { namesIn, provisionIn, type Charter } from "./schema";

/** A provision as a checked charter decides it: as it will read once the nation stands. */
export interface CharteredProvision extends Provision {
  readonly institution: InstitutionName;
  /** Where it stands in the charter. */
  readonly path: readonly string[];
}

const units: Readonly<Record<ProvisionKind, ProvisionUnit>> = {
  percent: "BasisPoints",
  share: "CitizenShare",
  duration: "Seconds",
  term: "Days",
  days: "Days",
  native: "Gwei",
  coins: "Coins",
  heads: "Heads",
};

/** The provisions of the institutions that a charter founds. */
export const provisionsIn = (charter: Charter): CharteredProvision[] =>
  namesIn(charter)
    .flatMap(provisionsOf)
    .map((spec) => {
      const { institution, key, path, kind } = spec;
      const bounded = provisionIn(charter, spec);
      const [value, min, max] = [bounded.value, bounded.min, bounded.max].map((one) => onChain(kind, one));
      const [unit, now] = [units[kind], { current: value, standing: value, tried: undefined }];
      return { institution, key, path, unit, ...now, min, max, text: formatProvision({ unit, value }) };
    });

/** What says which flag a nation flies. */
export interface Flagged {
  readonly nation: { readonly name: string; readonly flag?: string | undefined };
}

/** The flag of a charter: its own, or the one that is drawn from the nation's name. */
export const flagIn = ({ nation: { name, flag } }: Flagged): string => flag ?? flagOf(name);
