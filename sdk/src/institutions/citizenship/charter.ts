import type { SectionCheck } from "../../core/declaration";
import type { Fields, SettingsOf } from "../../core/fields";
import { secondsOf } from "../../core/quantities";

const DAY = 86_400n;

/** What is not open 90 days after its creation anyone may close, so neither lasts longer. In days. */
const LONGEST_WINDOW = 60n;
const LONGEST_INVITATION = 90n;

/** Longer than the founder alone may bring a step that invites: else a stranger's delay ends the invitations before all are sent. */
const SHORTEST_INVITATION = 8n;

/** How long the name of the token may be, in characters. */
const LONGEST_NAME = 64;

/** What a charter says of citizenship, beside its provisions. */
export const section = ({ text, symbol, duration }: Fields) => ({
  name: text(LONGEST_NAME, "a name", { min: 1 }).optional().describe("Name of the citizenship token."),
  symbol: symbol().default("CITIZEN"),
  window: duration
    .default("7 days")
    .describe(
      "How long the founding waits for all founding citizens. From then on half of them open the nation, and three at least.",
    ),
  invitation: duration
    .default("90 days")
    .describe("How long a founding citizen who has not signed may take up the citizenship."),
});

/** A token's name as a charter can say it; of one that only follows from the nation's longer name, nothing. */
export const nameSaid = (name: string): { readonly name?: string } => (name.length > LONGEST_NAME ? {} : { name });

type Settings = SettingsOf<ReturnType<typeof section>>;

export function check({ settings, complain }: SectionCheck<Settings>): void {
  const window = secondsOf(settings.window);
  if (window < DAY || window > LONGEST_WINDOW * DAY) {
    complain("window", `is ${settings.window}: it must last from 1 day to ${LONGEST_WINDOW} days.`);
  }
  const invitation = secondsOf(settings.invitation);
  if (invitation < SHORTEST_INVITATION * DAY || invitation > LONGEST_INVITATION * DAY) {
    complain(
      "invitation",
      `is ${settings.invitation}: it must last from ${SHORTEST_INVITATION} days to ${LONGEST_INVITATION} days.`,
    );
  } else if (invitation < window) {
    complain(
      "invitation",
      `is ${settings.invitation}: it must not end before the founding window of ${settings.window}.`,
    );
  }
}
