import { useSyncExternalStore } from "react";

/** Where the page is: behind the "#", so that any folder of files serves every place. */
export interface Place {
  /** Such as "/decisions/5". */
  readonly path: string;
  readonly query: URLSearchParams;
}

const listen = (changed: () => void): (() => void) => {
  window.addEventListener("hashchange", changed);
  return () => window.removeEventListener("hashchange", changed);
};

const read = (): string => window.location.hash.slice(1) || "/";

export function placeOf(hash: string): Place {
  const [path, query = ""] = hash.split("?", 2);
  return { path: path.startsWith("/") ? path : `/${path}`, query: new URLSearchParams(query) };
}

/** Where the page is now. */
export const usePlace = (): Place => placeOf(useSyncExternalStore(listen, read));

/** The address of a place, for a link. */
export const to = (path: string, query: Readonly<Record<string, string>> = {}): string => {
  const asked = new URLSearchParams(Object.entries(query).filter(([, value]) => value !== "")).toString();
  return `#${path}${asked === "" ? "" : `?${asked}`}`;
};

/** The whole address of a place, for another device: nation and node are in it. */
export function addressOf(path: string): string {
  const url = new URL(window.location.href);
  url.hash = to(path);
  return url.href;
}

/** Goes to a place. */
export const go = (path: string, query?: Readonly<Record<string, string>>): void => {
  window.location.hash = to(path, query);
};

/** A place that somebody wrote by hand may hold what is no encoding. */
function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/** What stands for the names of a pattern: `match("/decisions/:id", "/decisions/5")` is `{ id: "5" }`; undefined if it is another. */
export function match(pattern: string, path: string): Readonly<Record<string, string>> | undefined {
  const [wanted, found] = [pattern.split("/"), path.replace(/\/$/, "").split("/")];
  if (path === "/" && pattern === "/") return {};
  if (wanted.length !== found.length) return undefined;
  const params: Record<string, string> = {};
  for (const [index, part] of wanted.entries()) {
    if (part.startsWith(":") && found[index] !== "") params[part.slice(1)] = decoded(found[index]);
    else if (part !== found[index]) return undefined;
  }
  return params;
}
