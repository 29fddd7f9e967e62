/** Bundles and minifies the tracker; fails when it is over its budget. The readable source is tracker/src. */
import { build } from "esbuild";
import { mkdir, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { minify } from "terser";

const BUDGET_BYTES = 1200;

/** Writes the script to a file and returns its size, gzip -9, in bytes. */
export async function buildTracker(file) {
  const bundle = await build({
    entryPoints: [fileURLToPath(new URL("src/analytics.ts", import.meta.url))],
    bundle: true,
    write: false,
    format: "iife",
    target: "es2022",
  });
  const { code } = await minify(bundle.outputFiles[0].text.replace(/^"use strict";/, ""), {
    ecma: 2020,
    compress: {
      passes: 5,
      unsafe: true,
      unsafe_arrows: true,
      unsafe_methods: true,
      keep_fargs: false,
      pure_getters: true,
    },
    mangle: true,
    format: { comments: false },
  });
  const size = gzipSync(code, { level: 9 }).length;
  if (size >= BUDGET_BYTES) throw new Error(`The tracker has ${size} bytes gzipped, its budget is ${BUDGET_BYTES}.`);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, code);
  return size;
}
