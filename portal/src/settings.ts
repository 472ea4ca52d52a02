import { useSyncExternalStore } from "react";

/** What the reader chose. */
export interface Settings {
  /** The address of the nation; empty if none is named. */
  readonly nation: string;
  /** The node that is read from. */
  readonly rpc: string;
}

export type Look = "system" | "light" | "dark";

let built: Partial<Settings> = {};

/** Says what the page was built for: a nation, a node. */
export function setBuilt(settings: Partial<Settings>): void {
  built = settings;
}

/** The page's own address names the nation and the node, so that a link shows another what one sees. */
export function readSettings(search: string): Settings {
  const asked = new URLSearchParams(search);
  return {
    nation: asked.get("nation") ?? built.nation ?? "",
    rpc: asked.get("rpc") ?? built.rpc ?? "http://127.0.0.1:8545",
  };
}

export const isAddress = (text: string): boolean => /^0x[0-9a-fA-F]{40}$/.test(text);

/** Whether a text is the address of a node: nothing else is ever asked. */
export function isNode(text: string): boolean {
  try {
    return /^https?:$/.test(new URL(text).protocol);
  } catch {
    return false;
  }
}

/** Whether a node is the reader's own machine, whose chain makes blocks only when something happens. */
export const isLocalNode = (rpc: string): boolean =>
  isNode(rpc) && /^(127\.\d+\.\d+\.\d+|localhost|\[::1\])$/.test(new URL(rpc).hostname);

const LOOK = "civitas.look";
const listeners = new Set<() => void>();

const subscribe = (changed: () => void): (() => void) => {
  listeners.add(changed);
  return () => listeners.delete(changed);
};

/** Browsers may keep nothing, in private windows and by choice. */
export function kept(key: string): string | null {
  try {
    return window.localStorage.getItem(key);
  } catch {
    return null;
  }
}

export function keep(key: string, value: string | undefined): void {
  try {
    if (value === undefined) window.localStorage.removeItem(key);
    else window.localStorage.setItem(key, value);
  } catch {
    // It is forgotten with the page, then.
  }
}

const lookNow = (): Look => {
  const found = kept(LOOK);
  return found === "light" || found === "dark" ? found : "system";
};

export function applyLook(): void {
  const look = lookNow();
  if (look === "system") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = look;
}

export function chooseLook(look: Look): void {
  keep(LOOK, look === "system" ? undefined : look);
  applyLook();
  for (const changed of listeners) changed();
}

export const useLook = (): Look => useSyncExternalStore(subscribe, lookNow);

/** Puts other settings into the page's address. */
export function chooseSettings(settings: Settings): void {
  const asked = new URLSearchParams(window.location.search);
  asked.set("nation", settings.nation);
  asked.set("rpc", settings.rpc);
  window.history.replaceState(null, "", `?${asked.toString()}${window.location.hash}`);
  for (const changed of listeners) changed();
}

let last: { readonly search: string; readonly settings: Settings } | undefined;

const settingsNow = (): Settings => {
  const { search } = window.location;
  if (last?.search !== search) last = { search, settings: readSettings(search) };
  return last.settings;
};

export const useSettings = (): Settings => useSyncExternalStore(subscribe, settingsNow);
