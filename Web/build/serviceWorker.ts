import { createHash } from "node:crypto";
import type { Plugin } from "vite";

const workerFile = "sw.js";
/** Files of public/ that belong to the shell; what Vite builds is added. */
const namedFiles = ["/favicon.svg", "/early.js", "/manifest.webmanifest", "/icons/icon-192.png"];

type Bundle = Parameters<Extract<NonNullable<Plugin["generateBundle"]>, (...rest: never[]) => unknown>>[1];

/**
 * Builds the service worker beside the page and tells it what the shell is: the page, the script it starts with and what
 * that imports, their styles and the Latin font. Other pages come into its cache when they are first shown.
 */
export function serviceWorker(source: string): Plugin {
  return {
    name: "service-worker",
    apply: "build",
    enforce: "post",
    buildStart() {
      this.emitFile({ type: "chunk", id: source, fileName: workerFile });
    },
    generateBundle: {
      order: "post",
      handler(_, bundle) {
        const worker = bundle[workerFile];
        if (worker?.type !== "chunk") {
          this.error("The service worker was not built.");
        }
        if (worker.imports.length > 0 || worker.dynamicImports.length > 0) {
          this.error("The service worker must be one file: what it imports is used by the page too.");
        }
        const shell = { version: versionOf(bundle), files: ["/index.html", ...namedFiles, ...shellOf(bundle)] };
        worker.code = `const __SHELL__=${JSON.stringify(shell)};\n${worker.code}`;
      },
    },
  };
}

function shellOf(bundle: Bundle): string[] {
  const files = new Set<string>();
  const visit = (name: string): void => {
    const chunk = bundle[name];
    if (chunk?.type !== "chunk" || files.has(name)) {
      return;
    }
    files.add(name);
    const styles = (chunk as { viteMetadata?: { importedCss: ReadonlySet<string> } }).viteMetadata?.importedCss ?? [];
    for (const style of styles) {
      files.add(style);
    }
    chunk.imports.forEach(visit);
  };
  for (const [name, output] of Object.entries(bundle)) {
    if (output.type === "chunk" && output.isEntry && name !== workerFile) {
      visit(name);
    }
    if (/-latin-wght-.*\.woff2$/.test(name)) {
      files.add(name);
    }
  }
  return [...files].sort().map((name) => `/${name}`);
}

function versionOf(bundle: Bundle): string {
  const hash = createHash("sha256");
  for (const [name, output] of Object.entries(bundle).sort(([left], [right]) => (left < right ? -1 : 1))) {
    hash.update(name);
    if (name === "index.html" || name === workerFile) {
      hash.update(output.type === "chunk" ? output.code : output.source);
    }
  }
  return hash.digest("hex").slice(0, 16);
}
