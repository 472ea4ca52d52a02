import { toUtf8Bytes, toUtf8String } from "ethers";
import { DossierError } from "./errors";

/** A file by its name, which names no folder. */
export interface DossierFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

const BLOCK = 512;
/** What the size is rounded up to, so that it tells less of the contents. */
const ROUNDED = 65_536;
const NAME = 100;
const SIZE = { at: 124, length: 12 } as const;
const SUM = { at: 148, length: 8 } as const;
const KIND = 156;
const REGULAR = "0".charCodeAt(0);

const unreadable = (detail: string): DossierError => new DossierError({ fault: "unreadable", detail });

/** Whether a name is one of a file in the folder itself, in at most 100 bytes. */
export const isFileName = (name: string): boolean =>
  // eslint-disable-next-line no-control-regex -- They are what is refused.
  name !== "" && name !== "." && name !== ".." && !/[/\\\u0000-\u001f]/.test(name) && toUtf8Bytes(name).length <= NAME;

const octal = (value: number, digits: number): string => `${value.toString(8).padStart(digits, "0")}\0`;

const sumOf = (header: Uint8Array): number =>
  header.reduce((sum, byte, at) => sum + (at >= SUM.at && at < SUM.at + SUM.length ? 32 : byte), 0);

function headerOf({ name, bytes }: DossierFile): Uint8Array {
  const header = new Uint8Array(BLOCK);
  const put = (at: number, text: string): void => header.set(toUtf8Bytes(text), at);
  put(0, name);
  put(100, octal(0o600, 7));
  put(108, octal(0, 7));
  put(116, octal(0, 7));
  put(SIZE.at, octal(bytes.length, 11));
  put(136, octal(0, 11));
  header[KIND] = REGULAR;
  put(257, "ustar\u000000");
  put(SUM.at, `${octal(sumOf(header), 6)} `);
  return header;
}

/** Files in one archive, as `tar` reads it. */
export function archive(files: readonly DossierFile[]): Uint8Array {
  const sizes = files.map(({ bytes }) => BLOCK + Math.ceil(bytes.length / BLOCK) * BLOCK);
  const total = sizes.reduce((sum, size) => sum + size, 2 * BLOCK);
  const all = new Uint8Array(Math.ceil(total / ROUNDED) * ROUNDED);
  let at = 0;
  for (const [index, file] of files.entries()) {
    all.set(headerOf(file), at);
    all.set(file.bytes, at + BLOCK);
    at += sizes[index];
  }
  return all;
}

const textAt = (header: Uint8Array, at: number, length: number): string => {
  const field = header.subarray(at, at + length);
  const end = field.indexOf(0);
  return toUtf8String(end === -1 ? field : field.subarray(0, end));
};

function numberAt(header: Uint8Array, { at, length }: { readonly at: number; readonly length: number }): number {
  const text = textAt(header, at, length).trim();
  if (!/^[0-7]+$/.test(text)) throw unreadable("a number of its archive");
  return parseInt(text, 8);
}

/**
 * The files of an archive.
 *
 * @throws DossierError if it is damaged, or holds anything but files with names of their own.
 */
export function unarchive(bytes: Uint8Array): DossierFile[] {
  const files: DossierFile[] = [];
  let at = 0;
  while (at + BLOCK <= bytes.length && bytes[at] !== 0) {
    const header = bytes.subarray(at, at + BLOCK);
    if (numberAt(header, SUM) !== sumOf(header) || header[KIND] !== REGULAR) throw unreadable("a file's heading");
    const [name, size] = [textAt(header, 0, NAME), numberAt(header, SIZE)];
    const end = at + BLOCK + size;
    if (!isFileName(name) || end > bytes.length || files.some((file) => file.name === name))
      throw unreadable("a file's name or size");
    files.push({ name, bytes: bytes.slice(at + BLOCK, end) });
    at = at + BLOCK + Math.ceil(size / BLOCK) * BLOCK;
  }
  return files;
}
