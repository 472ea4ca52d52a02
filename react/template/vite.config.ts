import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

// Relative paths: any host serves the folder, IPFS too.
export default defineConfig({ base: "./", plugins: [react()], server: { host: "127.0.0.1" } });
