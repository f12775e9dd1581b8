import { svelte } from "@sveltejs/vite-plugin-svelte";
import { defineConfig } from "vitest/config";

const api = "http://localhost:5080";

export default defineConfig({
  plugins: [svelte()],
  build: {
    target: "es2022",
    // The content-security policy has no data: for fonts, so nothing may be inlined.
    assetsInlineLimit: 0,
  },
  server: {
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
