import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import path from "node:path";
import { isAddress } from "ethers";
import type { FoundingRecord, Journal } from "../../../sdk/src/founding";
import { CommandError } from "../errors";

/** Where `npm start` keeps its chain, and what it founded there. */
export const START_FOLDER = ".nation";

/** Where what was founded is recorded if nobody says where. */
export const RECORDS = "deployments";

/** Where records are looked for if nobody says where: those of `npm run found`, and that of `npm start`. */
const FOLDERS = [RECORDS, START_FOLDER];

/** Names that Windows keeps for devices, whatever follows the dot. */
const DEVICES = /^(con|prn|aux|nul|com\d|lpt\d)$/;

/** A nation's name as a name of a file, in the nation's own letters. */
export function slugOf(nation: string): string {
  const words = nation
    .normalize("NFKC")
    .toLowerCase()
    .split(/[^\p{L}\p{M}\p{N}]+/u)
    .filter((word) => word !== "");
  const slug = words.join("-");
  return slug === "" || DEVICES.test(slug) ? `nation-${slug}`.replace(/-$/, "") : slug;
}

/** Where it is kept what was founded of a name on a network. */
export const deploymentFile = (folder: string, network: string, nation: string): string =>
  path.join(folder, network, `${slugOf(nation)}.json`);

/** What was founded, or began to be, by the file that remembers it. */
export interface Deployment {
  readonly file: string;
  readonly record: FoundingRecord;
}

/** What was founded on a network, or began to be. */
export function readDeployment(file: string): FoundingRecord | undefined {
  if (!existsSync(file)) return undefined;
  try {
    return JSON.parse(readFileSync(file, "utf8")) as FoundingRecord;
  } catch (error) {
    throw new CommandError(`${file} is damaged.`, "Restore it from a copy; only what it holds can be gone on with.", {
      cause: error,
    });
  }
}

/**
 * The record of a nation on a network.
 *
 * @param folder The folder of the records; those where the commands keep theirs, if left out.
 * @param nation The nation's address or name; the only one there, if left out.
 * @returns undefined if there is none.
 * @throws CommandError if several are meant.
 */
export function findDeployment(
  network: string,
  { folder, nation }: { readonly folder: string | undefined; readonly nation: string | undefined },
): Deployment | undefined {
  const all = (folder === undefined ? FOLDERS : [folder])
    .map((one) => path.join(one, network))
    .filter((one) => existsSync(one))
    .flatMap((one) => readdirSync(one).map((file) => path.join(one, file)))
    .filter((file) => file.endsWith(".json"))
    .sort();
  const known = all.map((file): Deployment => ({ file, record: readDeployment(file)! }));
  const found = nation === undefined ? known : known.filter(({ record }) => isOf(record, nation));
  if (found.length <= 1) return found[0];

  const list = found.map(({ record, file }) => `  ${record.charter.nation.name}, in ${file}`).join("\n");
  throw new CommandError(
    `There are ${found.length} nations on ${network}:\n${list}`,
    `Say which: --nation ${nation === undefined ? slugOf(found[0].record.charter.nation.name) : "0x..."}`,
  );
}

const isOf = ({ charter, institutions }: FoundingRecord, nation: string): boolean =>
  isAddress(nation)
    ? institutions.nation.address.toLowerCase() === nation.toLowerCase()
    : slugOf(charter.nation.name) === slugOf(nation);

/** A journal in a file, which is never half written: a power cut leaves the old one or the new one. */
export function fileJournal(file: string): Journal {
  return {
    load: () => Promise.resolve(readDeployment(file)),
    save: (record) => {
      mkdirSync(path.dirname(file), { recursive: true });
      writeFileSync(`${file}.new`, `${JSON.stringify(record, undefined, 2)}\n`, { flush: true });
      renameSync(`${file}.new`, file);
      return Promise.resolve();
    },
  };
}
