import react from "@vitejs/plugin-react";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";

const at = (place: string): string => fileURLToPath(new URL(place, import.meta.url));

// Relative paths: any host serves the folder, IPFS too. Nothing is inlined: the page's policy lets no text run as a script.
export default defineConfig({
  base: "./",
  plugins: [react()],
  resolve: {
    alias: [
      // From their sources: the page is built without waiting for the packages, and carries only what it uses of them.
      { find: /^@civitas\/react$/, replacement: at("../react/src/index.ts") },
      { find: /^@civitas\/sdk$/, replacement: at("../sdk/src/index.ts") },
      {
        find: /^@civitas\/sdk\/(abi|connection|core|founding|keeper|read|watch|words)$/,
        replacement: at("../sdk/src/$1/index.ts"),
      },
      { find: /^@civitas\/sdk\/(.+)$/, replacement: at("../sdk/src/institutions/$1/index.ts") },
      // Names (ENS) take a table of the world's letters; the page takes addresses alone.
      { find: "@adraffy/ens-normalize", replacement: at("src/no-names.ts") },
    ],
  },
  server: { host: "127.0.0.1" },
  build: { assetsInlineLimit: 0, modulePreload: { polyfill: false }, chunkSizeWarningLimit: 2_000 },
});
