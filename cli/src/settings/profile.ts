import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import { CommandError } from "../errors";

const schema = z.object({
  nation: z.string().optional(),
  rpc: z.string().optional(),
  keystore: z.string().optional(),
  price: z.string().optional(),
});

/** What later commands need not be told. No secret is among it. */
export type Profile = Readonly<z.infer<typeof schema>>;

/** The file of the profile. */
export const profileFile = (folder: string): string => path.join(folder, "profile.json");

/** Reads the profile; empty if there is none. */
export function readProfile(file: string): Profile {
  if (!existsSync(file)) return {};
  try {
    return schema.parse(JSON.parse(readFileSync(file, "utf8")));
  } catch (cause) {
    throw new CommandError(`${file} is damaged.`, "Remove it, and write it anew: civitas use <nation> --rpc <url>", {
      cause,
    });
  }
}

/** Writes the profile, whole or not at all. An RPC address can be worth keeping to oneself, so nobody else may read it. */
export function writeProfile(profile: Profile, file: string): void {
  try {
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(`${file}.new`, `${JSON.stringify(profile, undefined, 2)}\n`, { mode: 0o600, flush: true });
    renameSync(`${file}.new`, file);
  } catch (cause) {
    throw new CommandError(
      `${file} cannot be written.`,
      "Name another folder in XDG_CONFIG_HOME (APPDATA on Windows).",
      {
        cause,
      },
    );
  }
}
