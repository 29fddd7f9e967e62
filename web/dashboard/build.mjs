/** Builds the dashboard; fails when the scripts and styles of its first page are over their budget. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build } from "vite";

const BUDGET_BYTES = 60 * 1024;

/** Writes index.html and the hashed files beside it, and returns the size of the scripts and styles, gzip -9, in bytes. */
export async function buildDashboard(folder) {
  await build({
    root: fileURLToPath(new URL(".", import.meta.url)),
    configFile: false,
    logLevel: "warn",
    oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
    build: {
      outDir: folder,
      emptyOutDir: true,
      target: "es2022",
      // The policy allows no data: address and no inline script.
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
    },
  });
  const size = readdirSync(join(folder, "assets"))
    .filter((file) => /\.(js|css)$/.test(file))
    .reduce((sum, file) => sum + gzipSync(readFileSync(join(folder, "assets", file)), { level: 9 }).length, 0);
  if (size >= BUDGET_BYTES) throw new Error(`The dashboard has ${size} bytes gzipped, its budget is ${BUDGET_BYTES}.`);
  return size;
}
