/** Builds the dashboard and the public pages; fails when the scripts and styles of one are over their budget. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build } from "vite";

/** The dashboard, a public page, and what stands where there is none. */
const PAGES = ["index.html", "shared.html", "not-shared.html"];

const BUDGET_BYTES = 60 * 1024;

/**
 * Writes the pages and the hashed files beside them, and returns the largest size of one page's scripts and styles, gzip
 * -9, in bytes. Each page is built by itself, so that it loads one script and one style.
 */
export async function buildDashboard(folder) {
  const sizes = [];
  for (const page of PAGES) {
    const before = assets(folder);
    await buildPage(page, folder);
    const own = assets(folder).filter((file) => page === PAGES[0] || !before.includes(file));
    sizes.push(own.reduce((sum, file) => sum + gzippedBytes(join(folder, "assets", file)), 0));
    if (sizes.at(-1) >= BUDGET_BYTES)
      throw new Error(`${page} has ${sizes.at(-1)} bytes gzipped, its budget is ${BUDGET_BYTES}.`);
  }
  return Math.max(...sizes);
}

const assets = (folder) => {
  try {
    return readdirSync(join(folder, "assets")).filter((file) => /\.(js|css)$/.test(file));
  } catch {
    return [];
  }
};

const gzippedBytes = (file) => gzipSync(readFileSync(file), { level: 9 }).length;

async function buildPage(page, folder) {
  await build({
    root: fileURLToPath(new URL(".", import.meta.url)),
    configFile: false,
    logLevel: "warn",
    oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
    build: {
      rolldownOptions: { input: fileURLToPath(new URL(page, import.meta.url)) },
      outDir: folder,
      emptyOutDir: page === PAGES[0],
      target: "es2022",
      // The policy allows no data: address and no inline script.
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
    },
  });
}
