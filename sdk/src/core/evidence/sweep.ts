/** A span of blocks, both ends included. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** How to ask for the logs of a span, and what to make of a refusal. */
export interface Sweeping<log> {
  ask(span: Span): Promise<readonly log[]>;
  /** Asks, and again until the node answers or the time is up: for what cannot be asked for in smaller pieces. */
  insist(span: Span): Promise<readonly log[]>;
  /** Whether a node excused itself, rather than found the span too long. */
  isExcuse(error: unknown): boolean;
  /** Waits before a node is asked again. */
  rest(tries: number): Promise<void>;
}

/** How often a node may excuse itself before the span is taken for the reason. */
const EXCUSES = 4;

/** After so many answers in a row a longer span is tried: where there are few logs a node may allow more. */
const STREAK = 64;

/** How many spans are asked for at once: whoever sends them lets through what the node bears. */
const WORKERS = 96;

const lengthOf = ({ from, to }: Span): number => to - from + 1;

/**
 * Reads the logs of a long span from a node that limits what one request may span, in blocks or in answers: it finds out what the
 * node allows, and asks for the rest in such pieces, several at once.
 */
export async function sweep<log>(whole: Span, sweeping: Sweeping<log>): Promise<{ logs: log[]; requests: number }> {
  const pieces: { readonly from: number; readonly logs: readonly log[] }[] = [];
  let requests = 0;
  let next = whole.from;
  let [good, bad] = [0, Infinity];
  let streak = 0;

  const attempt = async (span: Span): Promise<boolean> => {
    for (let tries = 1; ; ++tries) {
      requests += 1;
      try {
        pieces.push({ from: span.from, logs: await sweeping.ask(span) });
        return true;
      } catch (error) {
        // What the node answered before cannot be too long: it is busy.
        const isBusy = sweeping.isExcuse(error) || lengthOf(span) <= good;
        if (!isBusy || tries === EXCUSES) return false;
        await sweeping.rest(tries);
      }
    }
  };
  const insist = async (span: Span): Promise<void> => {
    if (await attempt(span)) return;
    if (span.from === span.to) {
      requests += 1;
      pieces.push({ from: span.from, logs: await sweeping.insist(span) });
      return;
    }
    const middle = Math.floor((span.from + span.to) / 2);
    await insist({ from: span.from, to: middle });
    await insist({ from: middle + 1, to: span.to });
  };

  while (next <= whole.to && bad > good * 1.1 + 1) {
    const left = whole.to - next + 1;
    const length = Math.min(left, bad === Infinity ? left : Math.max(1, Math.floor((good + bad) / 2)));
    const span = { from: next, to: next + length - 1 };
    if (length === 1) await insist(span);
    else if (!(await attempt(span))) {
      bad = length;
      continue;
    }
    good = Math.max(good, length);
    next += length;
  }

  const work = async (): Promise<void> => {
    while (next <= whole.to) {
      const isLonger = streak >= STREAK;
      if (isLonger) streak = 0;
      const span = { from: next, to: Math.min(whole.to, next + (isLonger ? good * 2 : good) - 1) };
      next = span.to + 1;
      if (isLonger && (await attempt(span))) good = Math.max(good, lengthOf(span));
      else await insist(span);
      streak += 1;
    }
  };
  await Promise.all(Array.from({ length: WORKERS }, work));
  return { logs: pieces.sort((a, b) => a.from - b.from).flatMap(({ logs }) => logs), requests };
}
