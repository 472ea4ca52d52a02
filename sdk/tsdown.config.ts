import { defineConfig } from "tsdown";

export default defineConfig({
  // An institution is an entry by having an index: package.json exports its folder by pattern.
  entry: [
    "src/index.ts",
    "src/{abi,connection,core,founding,identity,keeper,read,watch,words}/index.ts",
    "src/institutions/*/index.ts",
  ],
  format: ["esm", "cjs"],
  target: "es2022",
  // For Node and browsers alike: nothing in here may need either.
  platform: "neutral",
  fixedExtension: true,
  dts: true,
  sourcemap: false,
  clean: true,
});
