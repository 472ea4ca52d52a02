import type { SectionCheck } from "../../core/declaration";
import type { Fields, SettingsOf } from "../../core/fields";

/** The longest texts of a nation, in bytes of UTF-8. */
const LIMITS = { name: 64, motto: 128, domain: 253, daoURI: 2048, flag: 8192 } as const;

/** What a charter says of the nation itself. */
export const section = ({ z, text }: Fields) => ({
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
  flag: text(LIMITS.flag, "an SVG image", { layout: "markup" })
    .optional()
    .describe("The flag: a complete SVG image. One is drawn from the name if left out."),
});

type Settings = SettingsOf<ReturnType<typeof section>>;

export function check({ settings, complain, fit }: SectionCheck<Settings>): void {
  const { flag } = settings;
  if (flag !== undefined) {
    if (!flag.startsWith("<svg ") || !/<\/svg>\s*$/.test(flag) || !flag.includes("http://www.w3.org/2000/svg")) {
      complain("flag", 'must be one complete SVG image: <svg xmlns="http://www.w3.org/2000/svg" ...> ... </svg>.');
    } else if (/<script|\son\w+\s*=|javascript:|<foreignObject|href\s*=/i.test(flag)) {
      complain("flag", "must be a picture alone: no script, no event handler, no link, no foreign content.");
    }
    fit("flag", flag, LIMITS.flag);
  }
  for (const field of ["name", "motto", "daoURI"] as const) {
    fit(field, settings[field], LIMITS[field]);
  }
}
