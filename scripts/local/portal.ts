import { spawn } from "node:child_process";
import { readFile } from "node:fs/promises";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";

const root = path.resolve(__dirname, "../..");

/** Where the built portal lies. */
export const PORTAL_FOLDER = path.join(root, "portal/dist");

/** The same each time where it is free: what a browser keeps, it keeps by address. */
const PORT = 8580;

const types: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".svg": "image/svg+xml",
  ".json": "application/json",
};

export interface ServedPortal {
  /** Where it is, without a slash at the end. */
  readonly url: string;
  close(): Promise<void>;
}

/** The file that a request asks for; undefined if it asks for none, or for something outside of the folder. */
function fileOf(folder: string, address: string): string | undefined {
  try {
    const asked = decodeURIComponent(new URL(address, "http://portal").pathname);
    const file = path.join(folder, asked.endsWith("/") ? `${asked}index.html` : asked);
    const isWithin = file.startsWith(folder + path.sep) && !file.includes("\0");
    return isWithin && path.extname(file) in types ? file : undefined;
  } catch {
    return undefined; // It is no address.
  }
}

async function answer(folder: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (request.method !== "GET" && request.method !== "HEAD") {
    response.writeHead(405, { allow: "GET, HEAD" }).end();
    return;
  }
  const file = fileOf(folder, request.url ?? "/");
  const content = file === undefined ? undefined : await readFile(file).catch(() => undefined);
  if (file === undefined || content === undefined) {
    response.writeHead(404, { "content-type": "text/plain; charset=utf-8" }).end("There is no such file.\n");
    return;
  }
  // Names of assets change with what is in them; the page itself is asked for anew.
  const isLasting = path.relative(folder, file).startsWith(`assets${path.sep}`);
  response.writeHead(200, {
    "content-type": types[path.extname(file)],
    "content-length": content.length,
    "cache-control": isLasting ? "public, max-age=31536000, immutable" : "no-cache",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "no-referrer",
  });
  response.end(request.method === "HEAD" ? undefined : content);
}

const listen = (server: Server, port: number): Promise<number> =>
  new Promise((done, failed) => {
    server.once("error", failed);
    server.listen(port, "127.0.0.1", () => {
      server.off("error", failed);
      done((server.address() as AddressInfo).port);
    });
  });

/** Serves a folder of files on this machine alone, on its usual port or on a free one. */
export async function servePortal({ folder = PORTAL_FOLDER, port = PORT } = {}): Promise<ServedPortal> {
  const server = createServer((request, response) => void answer(folder, request, response));
  const found = await listen(server, port).catch(() => listen(server, 0));
  return {
    url: `http://127.0.0.1:${found}`,
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}

/** The address of a nation's page. */
export const portalAddress = ({ url }: ServedPortal, { nation, rpc }: { nation: string; rpc: string }): string =>
  `${url}/?nation=${nation}&rpc=${rpc}`;

export interface PortalBuild {
  /** Whether there is a portal to serve. */
  readonly done: Promise<boolean>;
  stop(): void;
}

/** Builds the portal in a process of its own, unless it was built from the same sources. */
export function buildPortal(): PortalBuild {
  const args = [path.join(root, "tools/portal.mjs"), "--if-stale"];
  const child = spawn(process.execPath, args, { cwd: root, stdio: ["ignore", "ignore", "inherit"] });
  const done = new Promise<boolean>((resolve) => {
    child.on("error", () => resolve(false));
    child.on("close", (status) => resolve(status === 0));
  });
  return { done, stop: () => void child.kill("SIGTERM") };
}
