import { InvalidInputError } from "@civitas/sdk";
import {
  parseCharter,
  parseRequest,
  RequestMismatchError,
  type Charter,
  type FoundingRequest,
} from "@civitas/sdk/founding";
import { decodeBase64, encodeBase64 } from "ethers";
import { choiceIn, shapeOf } from "./charter";
import { at, isTree, omit, type Tree } from "./tree";
import { words } from "./words";

/** What a founding citizen is asked, with the charter that it is asked for. */
export interface Invitation {
  readonly charter: Charter;
  readonly request: FoundingRequest;
}

/** What comes back: a signature, for which charter, and of whom. */
export interface Answer {
  readonly charterHash: string;
  /** The citizen's place in the charter. */
  readonly index: number;
  readonly signature: string;
}

/** The longest text that a link may unfold to: whoever made it, a page opens no more. */
const MOST = 1_000_000;

/** Above this, messengers cut links: a file is surer. */
export const LONG_LINK = 8_000;

const refuse = (found: string): never => {
  throw new InvalidInputError({ what: words.aLink, found: found.slice(0, 60), allowed: words.aLinkAllowed });
};

async function through(
  bytes: Uint8Array<ArrayBuffer>,
  stream: CompressionStream | DecompressionStream,
): Promise<Uint8Array> {
  const writer = stream.writable.getWriter();
  // What is wrong with it shows where it is read.
  const written = writer.write(bytes).then(() => writer.close());
  written.catch(() => undefined);
  const parts: Uint8Array[] = [];
  let size = 0;
  const reader = stream.readable.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    size += value.length;
    if (size > MOST) {
      await reader.cancel();
      throw new RangeError("It unfolds to too much.");
    }
    parts.push(value);
  }
  const whole = new Uint8Array(size);
  let place = 0;
  for (const part of parts) {
    whole.set(part, place);
    place += part.length;
  }
  return whole;
}

const toUrl = (bytes: Uint8Array): string =>
  encodeBase64(bytes).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
const fromUrl = (text: string): Uint8Array<ArrayBuffer> =>
  new Uint8Array(decodeBase64(text.replaceAll("-", "+").replaceAll("_", "/")));

/** JSON, small enough for a link. */
export async function packed(json: unknown): Promise<string> {
  return toUrl(await through(new TextEncoder().encode(JSON.stringify(json)), new CompressionStream("deflate-raw")));
}

async function unpacked(text: string): Promise<unknown> {
  try {
    const bytes = await through(fromUrl(text), new DecompressionStream("deflate-raw"));
    return JSON.parse(new TextDecoder().decode(bytes)) as unknown;
  } catch {
    return refuse(text);
  }
}

/** What was pasted: JSON as it is in a file, a link with it behind `name`, or that alone. */
async function given(text: string, name: string): Promise<unknown> {
  const trimmed = text.trim();
  if (trimmed.startsWith("{")) {
    try {
      return JSON.parse(trimmed) as unknown;
    } catch {
      return refuse(trimmed);
    }
  }
  const [, code] = new RegExp(`[?&]${name}=([\\w-]+)`).exec(trimmed) ?? [];
  if (code === undefined && !/^[\w-]+$/.test(trimmed)) return refuse(trimmed);
  return unpacked(code ?? trimmed);
}

/** What a link says of an invitation: the charter without its defaults, which whoever reads it fills in again. */
export const lean = ({ charter, request }: Invitation): unknown => {
  const usual: object = shapeOf(choiceIn(charter)) ?? {};
  const kept = unlike(charter, omit(usual, ["nation", "citizens"]));
  return { charter: kept, request };
};

function unlike(tree: object, usual: object): Tree {
  return Object.fromEntries(
    Object.entries(tree).flatMap(([key, value]: [string, unknown]): [string, unknown][] => {
      const other = at(usual, [key]);
      if (JSON.stringify(value) === JSON.stringify(other)) return [];
      return [[key, isTree(value) && isTree(other) ? unlike(value, other) : value]];
    }),
  );
}

/**
 * Reads an invitation, whoever made it.
 *
 * @throws `InvalidInputError`, `CharterError` if it is none.
 */
export async function readInvitation(text: string): Promise<Invitation> {
  const found = await given(text, "i");
  if (!isTree(found)) return refuse(text);
  const request = parseRequest(found.request);
  return { request, charter: parseCharter(found.charter) };
}

/** @throws `InvalidInputError` if it is no answer. */
export async function readAnswer(text: string): Promise<Answer> {
  const found = await given(text, "a");
  const { charterHash, index, signature } = isTree(found) ? found : {};
  if (typeof charterHash !== "string" || !Number.isInteger(index) || typeof signature !== "string") return refuse(text);
  return { charterHash, index: index as number, signature };
}

/**
 * Puts an answer to the request that it answers.
 *
 * @throws `RequestMismatchError` if it answers another.
 */
export function answered(
  requests: readonly FoundingRequest[],
  { charterHash, index, signature }: Answer,
): FoundingRequest {
  const request = requests.find(({ citizen }) => citizen.index === index);
  if (request === undefined || request.charterHash !== charterHash) {
    const expected = (request ?? requests[0])?.charterHash ?? "";
    throw new RequestMismatchError([{ what: words.theDigest, found: charterHash, expected }]);
  }
  return parseRequest({ ...request, signature });
}

/** The address of a place of this page for somebody else: the same page, the same node, no nation. */
export function linkTo(place: string, rpc: string): string {
  const url = new URL(window.location.href);
  url.search = new URLSearchParams({ rpc }).toString();
  url.hash = place;
  return url.href;
}
