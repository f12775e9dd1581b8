import { svelte } from "@sveltejs/vite-plugin-svelte";
import { defineConfig } from "vitest/config";
import { compressed } from "./build/compressed.ts";
import { serviceWorker } from "./build/serviceWorker.ts";

const api = "http://localhost:5080";

export default defineConfig({
  plugins: [svelte(), serviceWorker("src/offline/worker.ts"), compressed()],
  build: {
    target: "es2022",
    // The content-security policy has no data: for fonts, so nothing may be inlined.
    assetsInlineLimit: 0,
    rolldownOptions: { checks: { pluginTimings: false } },
  },
  server: {
    // The samples of the page for developers stand in docs/.
    fs: { allow: [".."] },
    proxy: {
      "/api": { target: api },
      "/images": { target: api },
      "/hubs": { target: api, ws: true },
    },
  },
  test: {
    environment: "node",
    include: ["src/**/*.test.ts"],
  },
});
