import { existsSync, mkdirSync, readdirSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { parseRequest, type FoundingRequest } from "../../../sdk/src/founding";
import { readJson } from "./charter";
import { CommandError } from "../errors";

/** The name of a citizen's file. */
const fileOf = ({ citizen: { index, name, address } }: FoundingRequest): string => {
  const word = (name ?? address)
    .normalize("NFKD")
    .replaceAll(/[^A-Za-z0-9]+/g, "-")
    .toLowerCase();
  return `${String(index + 1).padStart(3, "0")}-${word}.json`;
};

/** Writes one file for each founding citizen. */
export function writeRequests(folder: string, requests: readonly FoundingRequest[]): string[] {
  if (existsSync(folder) && readdirSync(folder).length > 0) {
    throw new CommandError(
      `${folder} is not empty.`,
      "Name another folder with --out: requests of two foundings do not belong together.",
    );
  }
  mkdirSync(folder, { recursive: true });
  return requests.map((request) => {
    const file = path.join(folder, fileOf(request));
    writeRequest(file, request);
    return file;
  });
}

/** Writes a request. */
export const writeRequest = (file: string, request: FoundingRequest): void => {
  writeFileSync(file, `${JSON.stringify(request, undefined, 2)}\n`);
};

/** Reads a request. */
export const readRequest = (file: string): FoundingRequest =>
  parseRequest(readJson(file, { what: "request", missing: "Ask the founder for it, or look for its name." }));

/** Reads every request of a folder. */
export function readRequests(folder: string): FoundingRequest[] {
  if (!existsSync(folder) || !statSync(folder).isDirectory())
    throw new CommandError(`There is no folder ${folder}.`, "Name the folder that `npm run requests` wrote to.");
  return readdirSync(folder)
    .filter((file) => file.endsWith(".json"))
    .sort()
    .map((file) => readRequest(path.join(folder, file)));
}
