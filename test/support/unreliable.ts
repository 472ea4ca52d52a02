import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** What an unreliable node does to a request. */
type Mishap = "lost" | "answer lost" | "late" | "twice" | "garbled" | "excuse";

/** A node that loses, delays, repeats and garbles, in an order that a seed decides. */
export interface UnreliableNode {
  readonly url: string;
  /** How often each mishap happened. */
  readonly mishaps: ReadonlyMap<Mishap, number>;
  /** The raw transactions that reached the chain, in order, repeated ones too. */
  readonly sent: readonly string[];
  close(): Promise<void>;
}

const MISHAPS: readonly Mishap[] = ["lost", "answer lost", "late", "twice", "garbled", "excuse"];

const GARBAGE = [
  "<html><body>502 Bad Gateway</body></html>",
  '{"jsonrpc":"2.0","id":1,"resu',
  '{"jsonrpc":"2.0","id":987654321,"result":"0x1"}',
  "",
  "null",
];

/** A sequence of numbers from 0 to 1 that a seed decides (mulberry32). */
function sequence(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/**
 * Stands between a client and a node, on a loopback port of its own.
 *
 * @param target The node's address.
 * @param options Which share of the requests has a mishap, and the seed that decides which.
 */
export async function unreliable(
  target: string,
  { share, seed }: { share: number; seed: number },
): Promise<UnreliableNode> {
  const next = sequence(seed);
  const mishaps = new Map<Mishap, number>();
  const sent: string[] = [];

  const forward = async (body: string): Promise<string> => {
    for (const [, raw] of body.matchAll(/"eth_sendRawTransaction","params":\["(0x[0-9a-f]+)"\]/g)) sent.push(raw);
    const headers = { "content-type": "application/json" };
    return (await fetch(target, { method: "POST", headers, body })).text();
  };

  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = await textOf(request);
    const mishap = next() < share ? MISHAPS[Math.floor(next() * MISHAPS.length)] : undefined;
    if (mishap !== undefined) mishaps.set(mishap, (mishaps.get(mishap) ?? 0) + 1);

    if (mishap === "lost") return void response.destroy();
    if (mishap === "late") await new Promise((resolve) => setTimeout(resolve, 100 + next() * 700));
    if (mishap === "twice") await forward(body);
    const answer = await forward(body);
    if (mishap === "answer lost") return void response.destroy();
    response.setHeader("content-type", "application/json");
    if (mishap === "garbled") return void response.end(GARBAGE[Math.floor(next() * GARBAGE.length)]);
    if (mishap === "excuse") return void response.end(excuse(body));
    response.end(answer);
  };

  const server = createServer((request, response) => {
    serve(request, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    mishaps,
    sent,
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}

/** An answer in good form that is none. */
function excuse(body: string): string {
  const asked = JSON.parse(body) as { id: number } | { id: number }[];
  const error = { code: -32_603, message: "internal error: try again" };
  const answer = ({ id }: { id: number }) => ({ jsonrpc: "2.0", id, error });
  return JSON.stringify(Array.isArray(asked) ? asked.map(answer) : answer(asked));
}
