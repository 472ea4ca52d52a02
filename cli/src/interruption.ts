/** A signal that Ctrl-C, or whoever ends the process, gives: what is under way comes to its end first. */
export function untilInterrupted(): { readonly signal: AbortSignal; readonly ended: Promise<void> } {
  const ending = new AbortController();
  const ended = new Promise<void>((resolve) => {
    const end = (): void => {
      ending.abort();
      resolve();
    };
    process.once("SIGINT", end);
    process.once("SIGTERM", end);
  });
  return { signal: ending.signal, ended };
}

/** The longest time for which a timer waits, in milliseconds: one for longer ends at once. */
const LONGEST = 2 ** 31 - 1;

/** Waits, for however long; no longer than until the signal. */
export async function sleep(ms: number, signal: AbortSignal): Promise<void> {
  for (let left = ms; left > 0 && !signal.aborted; left -= LONGEST) {
    await new Promise<void>((resolve) => {
      const end = (): void => {
        clearTimeout(timer);
        signal.removeEventListener("abort", end);
        resolve();
      };
      const timer = setTimeout(end, Math.min(left, LONGEST));
      signal.addEventListener("abort", end);
    });
  }
}
