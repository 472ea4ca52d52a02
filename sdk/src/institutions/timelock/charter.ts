import type { SectionCheck } from "../../core/declaration";
import type { Fields, SettingsOf } from "../../core/fields";
import { secondsOf } from "../../core/quantities";

/** What a charter says of the wait before a decision takes effect. */
export const section = ({ duration }: Fields) => ({
  timelock: duration
    .default("2 days")
    .describe("How long a decision waits before it takes effect: from 1 hour to 60 days."),
});

export function check({ settings, complain }: SectionCheck<SettingsOf<ReturnType<typeof section>>>): void {
  const wait = secondsOf(settings.timelock);
  if (wait < 3600n || wait > 60n * 86_400n) {
    complain("timelock", `is ${settings.timelock}: it must last from 1 hour to 60 days.`);
  }
}
