import { useOverview } from "@civitas/react";
import { moment, type Moment } from "@civitas/sdk";
import { useEffect, useState } from "react";
import { Icon } from "./Icon";
import { words } from "./words";

const language = (): string => document.documentElement.lang || "en";

/** A moment in the reader's zone, with the month's name. */
export function dateTime(at: Moment): string {
  if (at >= moment.never) return words.never;
  return new Date(Number(at) * 1_000).toLocaleString(language(), {
    day: "numeric",
    month: "short",
    year: "numeric",
    hour: "2-digit",
    minute: "2-digit",
  });
}

export function date(at: Moment): string {
  if (at >= moment.never) return words.never;
  return new Date(Number(at) * 1_000).toLocaleDateString(language(), {
    day: "numeric",
    month: "short",
    year: "numeric",
  });
}

/** A length in its two largest parts: "1 day 3 hours". */
export function length(seconds: number): string {
  const [days, hours, minutes] = [
    Math.floor(seconds / 86_400),
    Math.floor(seconds / 3_600) % 24,
    Math.floor(seconds / 60) % 60,
  ];
  if (days > 2 || (days > 0 && hours === 0)) return words.days(days);
  if (days > 0) return `${words.days(days)} ${words.hours(hours)}`;
  if (hours > 0) return minutes === 0 ? words.hours(hours) : `${words.hours(hours)} ${words.minutes(minutes)}`;
  return minutes > 0 ? words.minutes(minutes) : words.lessThanAMinute;
}

/** How long ago something was read. */
export const age = (seconds: number): string =>
  seconds < 60 ? words.seconds(Math.max(0, Math.floor(seconds))) : length(seconds);

/** The reader's clock in milliseconds, anew every so often. */
export function useClock(everyMs = 5_000): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), everyMs);
    return () => clearInterval(timer);
  }, [everyMs]);
  return now;
}

/** The moment by the chain's clock, which decides: its last block's, and what has passed since it was read. */
export function useChainNow(): Moment | undefined {
  const { data, readAt } = useOverview();
  const now = useClock();
  return data && moment.from(BigInt(Number(data.at) + Math.max(0, Math.floor((now - readAt) / 1_000))));
}

const SOON = 48 * 3_600;

/** How long something is open, by the chain's clock: the length first, then the moment in the reader's zone. */
export function Due({ until, isCostly = false }: { readonly until: Moment; readonly isCostly?: boolean }) {
  const now = useChainNow();
  if (until >= moment.never) return <span className="due">{words.never}</span>;
  const left = now === undefined ? undefined : Number(until) - Number(now);
  const isSoon = isCostly && left !== undefined && left < SOON;
  return (
    <span className={isSoon ? "due soon" : "due"}>
      <Icon name="clock" />
      {left !== undefined && <b>{left <= 0 ? words.over : words.left(length(left))}</b>}
      <span>{words.until(dateTime(until))}</span>
    </span>
  );
}
