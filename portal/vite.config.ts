import react from "@vitejs/plugin-react";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";

// Relative paths: any host serves the folder, IPFS too. Nothing is inlined: the page's policy lets no text run as a script.
export default defineConfig({
  base: "./",
  plugins: [react()],
  resolve: { alias: { "@adraffy/ens-normalize": fileURLToPath(new URL("src/no-names.ts", import.meta.url)) } },
  server: { host: "127.0.0.1" },
  build: { assetsInlineLimit: 0, modulePreload: { polyfill: false }, chunkSizeWarningLimit: 2_000 },
});
