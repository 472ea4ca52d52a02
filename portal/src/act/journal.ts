import { useSyncExternalStore } from "react";
import { keep, kept } from "../settings";

export type ActStatus = "asked" | "sent" | "included" | "failed" | "refused" | "unknown";

/** An act that was begun on this device. */
export interface Entry {
  readonly id: string;
  readonly title: string;
  readonly account: string;
  readonly status: ActStatus;
  readonly hash?: string;
  /** Why it failed, and what to do. */
  readonly reason?: string;
  /** When it was begun, in milliseconds since 1970. */
  readonly at: number;
}

/** So many are kept. */
const MOST = 50;

const statuses: readonly string[] = ["asked", "sent", "included", "failed", "refused", "unknown"] satisfies ActStatus[];

const isEntry = (value: unknown): value is Entry => {
  const { id, title, status, at } = (value ?? {}) as Partial<Entry>;
  return (
    typeof id === "string" && typeof title === "string" && statuses.includes(String(status)) && typeof at === "number"
  );
};

/** The acts of a nation that were begun on this device, the newest first; kept before a wallet is asked, so that a reload loses none. */
export class Journal {
  readonly #key: string;
  readonly #listeners = new Set<() => void>();
  #entries: readonly Entry[];

  constructor(nation: string) {
    this.#key = `civitas.acts.${nation.toLowerCase()}`;
    this.#entries = this.#read();
  }

  readonly entries = (): readonly Entry[] => this.#entries;

  readonly subscribe = (changed: () => void): (() => void) => {
    this.#listeners.add(changed);
    // Another window of this page may write it.
    const heard = ({ key }: StorageEvent): void => {
      if (key !== this.#key) return;
      this.#entries = this.#read();
      changed();
    };
    window.addEventListener("storage", heard);
    return () => {
      this.#listeners.delete(changed);
      window.removeEventListener("storage", heard);
    };
  };

  write(entry: Entry): void {
    const others = this.#read().filter(({ id }) => id !== entry.id);
    this.#set([entry, ...others].sort((a, b) => b.at - a.at).slice(0, MOST));
  }

  update(id: string, change: Partial<Entry>): void {
    const found = this.#read().find((entry) => entry.id === id);
    if (found !== undefined) this.write({ ...found, ...change });
  }

  /** Forgets what is over. */
  putAway(): void {
    this.#set(this.#read().filter(({ status }) => status === "sent" || status === "asked"));
  }

  #set(entries: readonly Entry[]): void {
    this.#entries = entries;
    keep(this.#key, JSON.stringify(entries));
    for (const changed of this.#listeners) changed();
  }

  #read(): readonly Entry[] {
    try {
      const found: unknown = JSON.parse(kept(this.#key) ?? "[]");
      return Array.isArray(found) ? found.filter(isEntry) : [];
    } catch {
      return []; // Somebody else wrote there.
    }
  }
}

export const useEntries = (journal: Journal): readonly Entry[] =>
  useSyncExternalStore(journal.subscribe, journal.entries);
