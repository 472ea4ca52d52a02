import {
  parseCharter,
  parseRequest,
  type Charter,
  type FoundingRecord,
  type FoundingRequest,
  type Journal,
} from "@civitas/sdk/founding";
import { StorageError } from "./faults";
import { keep, kept } from "../settings";
import { isFlag, type Flag } from "./flags";
import { model } from "./model";
import { isTree, type Tree } from "./tree";

/** Where texts are kept by their keys. A page that closes at once must have kept what was set. */
export interface Shelf {
  readonly get: (key: string) => string | null;
  /** @throws if it could not be kept. */
  readonly set: (key: string, value: string) => void;
  readonly remove: (key: string) => void;
}

export const browserShelf: Shelf = {
  get: kept,
  set: (key, value) => {
    try {
      window.localStorage.setItem(key, value);
    } catch (cause) {
      throw new StorageError(cause);
    }
  },
  remove: (key) => keep(key, undefined),
};

const KEYS = { draft: "civitas.founding.draft", plan: "civitas.founding.plan", journal: "civitas.founding.journal" };

/** Hears when another window of this browser writes what a founding keeps. */
export function onOtherWindow(changed: () => void): () => void {
  const heard = ({ key }: StorageEvent): void => {
    if (key !== null && Object.values(KEYS).includes(key)) changed();
  };
  window.addEventListener("storage", heard);
  return () => window.removeEventListener("storage", heard);
}

/** A charter that is being written, and how its flag is made. */
export interface Draft {
  readonly tree: Tree;
  readonly flag: Flag;
}

/** A charter that is settled, with what its founding citizens sign. */
export interface Plan {
  readonly charter: Charter;
  readonly requests: readonly FoundingRequest[];
}

function parsed(text: string | null): unknown {
  try {
    return JSON.parse(text ?? "null");
  } catch {
    return null; // Somebody else wrote there.
  }
}

export const newDraft = (): Draft => ({ tree: model(), flag: { pattern: "drawn", colours: [] } });

export function readDraft(shelf: Shelf): Draft {
  const found = parsed(shelf.get(KEYS.draft));
  return isTree(found) && isTree(found.tree) && isFlag(found.flag)
    ? { tree: found.tree, flag: found.flag }
    : newDraft();
}

/** A draft that cannot be kept is still there to be saved as a file. */
export const keepDraft = (draft: Draft): void => keep(KEYS.draft, JSON.stringify(draft));

export function readPlan(shelf: Shelf): Plan | undefined {
  const found = parsed(shelf.get(KEYS.plan));
  if (!isTree(found) || !Array.isArray(found.requests)) return undefined;
  try {
    return { charter: parseCharter(found.charter), requests: found.requests.map(parseRequest) };
  } catch {
    return undefined; // It was made by another version of this page.
  }
}

export const keepPlan = (shelf: Shelf, plan: Plan | undefined): void =>
  plan === undefined ? shelf.remove(KEYS.plan) : shelf.set(KEYS.plan, JSON.stringify(plan));

export function readRecord(shelf: Shelf): FoundingRecord | undefined {
  const found = parsed(shelf.get(KEYS.journal));
  return isTree(found) && Array.isArray(found.transactions) ? (found as unknown as FoundingRecord) : undefined;
}

/** Where a founding is remembered on this device: written before anything is sent. */
export const journalOn = (shelf: Shelf, changed: (record: FoundingRecord) => void): Journal => ({
  load: () => Promise.resolve(readRecord(shelf)),
  save: (record) => {
    const json = JSON.stringify(record);
    shelf.set(KEYS.journal, json);
    changed(JSON.parse(json) as FoundingRecord);
    return Promise.resolve();
  },
});

/** Forgets a founding that is over, or that was never begun. */
export function forgetFounding(shelf: Shelf): void {
  shelf.remove(KEYS.plan);
  shelf.remove(KEYS.journal);
}
