import { moment, seconds, type Moment } from "../../../sdk/src";

const MINUTE = 60n;
const HOUR = 3_600n;
const DAY = 86_400n;

/** A length of time, to what matters of it: "3 days", "5 hours", "2 minutes". */
export function about(length: bigint): string {
  if (length >= 2n * DAY) return seconds.format(seconds.from((length / DAY) * DAY));
  if (length >= 2n * HOUR) return seconds.format(seconds.from((length / HOUR) * HOUR));
  if (length >= MINUTE) return seconds.format(seconds.from((length / MINUTE) * MINUTE));
  return seconds.format(seconds.from(length));
}

/** A moment in UTC: "2030-01-01 12:00 UTC"; "never" if it has no end. */
export const dateOf = (at: Moment): string =>
  at >= moment.never ? "never" : `${moment.format(at).slice(0, 16).replace("T", " ")} UTC`;

/** A day: "2030-01-01". */
export const dayOf = (at: Moment): string => (at >= moment.never ? "never" : moment.format(at).slice(0, 10));

/** How far a moment is from now: "in 3 days", "2 hours ago". */
export function distance(at: Moment, now: Moment): string {
  if (at >= moment.never) return "never";
  return at > now ? `in ${about(at - now)}` : at === now ? "now" : `${about(now - at)} ago`;
}

/** A moment, and how far it is: "2030-01-01 12:00 UTC (in 3 days)". */
export const whenOf = (at: Moment, now: Moment): string =>
  at >= moment.never ? "never" : `${dateOf(at)} (${distance(at, now)})`;
