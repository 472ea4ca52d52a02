import type { SectionCheck } from "../../core/declaration";
import type { Fields, SettingsOf } from "../../core/fields";

/** The longest texts of a nation, in bytes of UTF-8. */
const LIMITS = { name: 64, motto: 128, domain: 253, daoURI: 2048, flag: 8192 } as const;

/** What drawing programs add to a flag is left out before it is measured. */
const LONGEST_SOURCE = 8 * LIMITS.flag;

/** What a charter says of the nation itself. */
export const section = ({ z, text, picture }: Fields) => ({
  name: text(LIMITS.name, "a name", { min: 1 }),
  motto: text(LIMITS.motto, "a motto").default(""),
  domain: z
    .string({ error: "must be a domain name, such as example.org." })
    .max(LIMITS.domain)
    .regex(/^$|^([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z][a-z0-9-]*[a-z0-9]$/, {
      error: "must be a domain name in lower case, such as example.org.",
    })
    .default(""),
  daoURI: z
    .string({ error: "must be a URI, such as https://example.org/dao.json." })
    .max(LIMITS.daoURI)
    .regex(/^$|^[a-z][a-z0-9+.-]*:[!-~]+$/i, {
      error: "must be a URI, such as https://example.org/dao.json or ipfs://...",
    })
    .default("")
    .describe("Where the ERC-4824 description of the organisation is."),
  flag: picture(LONGEST_SOURCE, "an SVG image")
    .optional()
    .describe("The flag: a complete SVG image. One is drawn from the name if left out."),
});

type Settings = SettingsOf<ReturnType<typeof section>>;

export function check({ settings, fit }: SectionCheck<Settings>): void {
  const { flag } = settings;
  if (flag !== undefined) fit("flag", flag, LIMITS.flag);
  for (const field of ["name", "motto", "daoURI"] as const) {
    fit(field, settings[field], LIMITS[field]);
  }
}
