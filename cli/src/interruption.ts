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
