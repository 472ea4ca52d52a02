import type { SectionCheck } from "../../core/declaration";
import type { Fields, SettingsOf } from "../../core/fields";
import { onChain } from "../../core/provision-specs";
import { secondsOf } from "../../core/quantities";

/** What a charter says of citizenship, beside its provisions. */
export const section = ({ text, symbol, duration }: Fields) => ({
  name: text(64, "a name", { min: 1 }).optional().describe("Name of the citizenship token."),
  symbol: symbol().default("CITIZEN"),
  invitation: duration
    .default("90 days")
    .describe("How long a founding citizen who has not signed may take up the citizenship."),
});

type Settings = SettingsOf<ReturnType<typeof section>>;

export function check({ settings, provision, citizens, complain }: SectionCheck<Settings>): void {
  const admissions = onChain("heads", provision("monthlyAdmissions").value);
  if (BigInt(citizens) > admissions) {
    complain(
      "monthlyAdmissions",
      `is ${admissions}, fewer than the ${citizens} founding citizens, who all come in the first month.`,
    );
  }
  const invitation = secondsOf(settings.invitation);
  if (invitation < 86_400n || invitation > 3650n * 86_400n) {
    complain("invitation", `is ${settings.invitation}: it must last from 1 day to 3650 days.`);
  }
}
