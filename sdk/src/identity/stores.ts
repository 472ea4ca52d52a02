import { InvalidInputError } from "../core/errors";
import { DossierError } from "./errors";

/** Where dossiers are kept: encrypted, by their digest. Whoever keeps them learns size, time and nothing else. */
export interface DossierStore {
  put(parameters: { readonly digest: string; readonly bytes: Uint8Array }): Promise<void>;
  /** Undefined if there is none. */
  get(parameters: { readonly digest: string }): Promise<Uint8Array | undefined>;
  /** Does nothing if there is none. */
  delete(parameters: { readonly digest: string }): Promise<void>;
}

/** What a folder is kept with: Node's `node:fs/promises` is one. */
export interface FolderAccess {
  mkdir(path: string, options: { readonly recursive: true }): Promise<unknown>;
  writeFile(path: string, bytes: Uint8Array): Promise<unknown>;
  readFile(path: string): Promise<Uint8Array>;
  rm(path: string, options: { readonly force: true }): Promise<unknown>;
}

/** What a web server is asked with: the global `fetch` is one. */
export type FetchBytes = (
  url: string,
  options: { readonly method: string; readonly headers: Readonly<Record<string, string>>; readonly body?: Uint8Array },
) => Promise<{ readonly ok: boolean; readonly status: number; arrayBuffer(): Promise<ArrayBuffer> }>;

/** The largest dossier that is read from others, in bytes. */
const LARGEST = 256 * 2 ** 20;

/** A digest as a file's name: digests come from strangers, and lead into no other folder. */
function fileOf(digest: string): string {
  if (!/^0x[0-9a-f]{64}$/.test(digest.toLowerCase()))
    throw new InvalidInputError({ what: "a dossier's digest", found: digest, allowed: "32 bytes in 0x-hexadecimal" });
  return `${digest.toLowerCase()}.age`;
}

/** Keeps dossiers in memory, for tests. */
export function memoryStore(): DossierStore {
  const kept = new Map<string, Uint8Array>();
  const act = <Result>(run: () => Result): Promise<Result> => new Promise((resolve) => resolve(run()));
  return {
    put: ({ digest, bytes }) => act(() => void kept.set(fileOf(digest), bytes.slice())),
    get: ({ digest }) => act(() => kept.get(fileOf(digest))?.slice()),
    delete: ({ digest }) => act(() => void kept.delete(fileOf(digest))),
  };
}

const isAbsent = (error: unknown): boolean =>
  typeof error === "object" && error !== null && (error as { code?: unknown }).code === "ENOENT";

const failed = (cause: unknown): DossierError =>
  new DossierError({ fault: "store", detail: cause instanceof Error ? cause.message : String(cause), cause });

/**
 * Keeps dossiers in a folder.
 *
 * @example
 * const store = folderStore({ folder: "dossiers", fs: await import("node:fs/promises") });
 */
export function folderStore({ folder, fs }: { readonly folder: string; readonly fs: FolderAccess }): DossierStore {
  const placeOf = (digest: string): string => `${folder}/${fileOf(digest)}`;
  const act = async <Result>(run: () => Promise<Result>): Promise<Result> => {
    try {
      return await run();
    } catch (cause) {
      throw failed(cause);
    }
  };
  return {
    put: async ({ digest, bytes }) => {
      const place = placeOf(digest);
      await act(() => fs.mkdir(folder, { recursive: true }));
      await act(() => fs.writeFile(place, bytes));
    },
    get: async ({ digest }) => {
      const place = placeOf(digest);
      try {
        return new Uint8Array(await fs.readFile(place));
      } catch (cause) {
        if (isAbsent(cause)) return undefined;
        throw failed(cause);
      }
    },
    delete: async ({ digest }) => {
      const place = placeOf(digest);
      await act(() => fs.rm(place, { force: true }));
    },
  };
}

/**
 * Keeps dossiers on a web server that takes PUT, GET and DELETE below a URL: object stores do, by signed URLs or a header.
 *
 * @example
 * const store = httpStore({ url: "https://dossiers.example/2026", headers: { authorization: "Bearer …" } });
 */
export function httpStore(parameters: {
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly fetch?: FetchBytes;
}): DossierStore {
  const { url, headers = {}, fetch: fetchBytes = fetch as unknown as FetchBytes } = parameters;
  const ask = async (method: string, digest: string, body?: Uint8Array) => {
    const place = `${url.replace(/\/+$/, "")}/${fileOf(digest)}`;
    try {
      return await fetchBytes(place, { method, headers, ...(body && { body }) });
    } catch (cause) {
      throw failed(cause);
    }
  };
  const refused = (status: number): DossierError => new DossierError({ fault: "store", detail: `status ${status}` });
  return {
    put: async ({ digest, bytes }) => {
      const { ok, status } = await ask("PUT", digest, bytes);
      if (!ok) throw refused(status);
    },
    get: async ({ digest }) => {
      const answer = await ask("GET", digest);
      if (answer.status === 404 || answer.status === 410) return undefined;
      if (!answer.ok) throw refused(answer.status);
      const bytes = new Uint8Array(await answer.arrayBuffer());
      if (bytes.length > LARGEST) throw new DossierError({ fault: "store", detail: `${bytes.length} bytes` });
      return bytes;
    },
    delete: async ({ digest }) => {
      const { ok, status } = await ask("DELETE", digest);
      if (!ok && status !== 404 && status !== 410) throw refused(status);
    },
  };
}
