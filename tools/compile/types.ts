import type { HardhatRuntimeEnvironment } from "hardhat/types";
import { existsSync, mkdirSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { generateTypes } from "./typechain";

/**
 * Writes typechain's types of the artifacts that are newer than the last types: all of them, where artifacts were written without
 * types before.
 */
export async function writeTypes({ config, artifacts }: HardhatRuntimeEnvironment, quiet: boolean): Promise<void> {
  const { outDir, target } = config.typechain;
  const stamp = path.join(config.paths.cache, "types.stamp");
  const allFiles = await artifacts.getArtifactPaths();
  const since = existsSync(stamp) && existsSync(path.join(outDir, "index.ts")) ? statSync(stamp).mtimeMs : 0;
  const filesToProcess = allFiles.filter((file) => statSync(file).mtimeMs >= since);
  if (filesToProcess.length === 0) return;

  const began = new Date();
  const flags = { alwaysGenerateOverloads: false, discriminateTypes: false, tsNocheck: false } as const;
  const { filesGenerated } = await generateTypes({
    cwd: config.paths.root,
    target,
    outDir,
    allFiles,
    filesToProcess,
    flags: { ...flags, environment: "hardhat" },
  });
  mkdirSync(path.dirname(stamp), { recursive: true });
  writeFileSync(stamp, began.toISOString());
  if (!quiet) console.log(`Wrote ${filesGenerated} files of types.`);
}
