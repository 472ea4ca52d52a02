import { defineConfig } from "tsdown";

export default defineConfig({
  entry: { index: "src/index.ts", founding: "src/founding/index.ts" },
  format: ["esm", "cjs"],
  target: "es2022",
  // For Node and browsers alike: nothing in here may need either.
  platform: "neutral",
  fixedExtension: true,
  dts: true,
  sourcemap: false,
  clean: true,
});
