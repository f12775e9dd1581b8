import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { brotliCompressSync, constants } from "node:zlib";
import type { Plugin } from "vite";

const textFile = /\.(js|css|svg)$/;
const sizeMin = 1_024;
/** Beyond it the build takes longer than it saves anybody. */
const quality = 9;

/** Puts a smaller copy beside each text of the build, once: the server sends it to those who can read it. */
export function compressed(): Plugin {
  let directory = "";
  return {
    name: "compressed",
    apply: "build",
    configResolved: (config) => {
      directory = join(config.root, config.build.outDir, config.build.assetsDir);
    },
    closeBundle: async () => {
      for (const name of await readdir(directory)) {
        const content = textFile.test(name) ? await readFile(join(directory, name)) : null;
        if (content !== null && content.length >= sizeMin) {
          const parameters = { [constants.BROTLI_PARAM_QUALITY]: quality };
          await writeFile(join(directory, `${name}.br`), brotliCompressSync(content, { params: parameters }));
        }
      }
    },
  };
}
