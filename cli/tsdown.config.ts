import path from "node:path";
import { defineConfig } from "tsdown";

const sdk = path.join(import.meta.dirname, "../sdk/src");

/** The sources import the SDK's by their place beside them; the package imports the SDK as anybody does, by its entries. */
const sdkByItsEntries = {
  name: "sdk-by-its-entries",
  resolveId(source: string, importer: string | undefined) {
    if (importer === undefined || !source.startsWith(".")) return undefined;
    const place = path
      .relative(sdk, path.resolve(path.dirname(importer), source))
      .split(path.sep)
      .join("/");
    if (place.startsWith("..")) return undefined;
    const entry = /^(?:institutions\/)?([\w-]*)$/.exec(place);
    if (entry === null) throw new Error(`${importer} imports ${source}, which is no entry of the SDK.`);
    return { id: entry[1] === "" ? "@civitas/sdk" : `@civitas/sdk/${entry[1]}`, external: true };
  },
};

export default defineConfig({
  entry: ["src/main.ts"],
  format: ["esm"],
  target: "node20",
  platform: "node",
  fixedExtension: true,
  dts: false,
  sourcemap: false,
  clean: true,
  // For __dirname: the page for signing lies beside the code.
  shims: true,
  copy: ["../scripts/founding/sign.html"],
  plugins: [sdkByItsEntries],
});
