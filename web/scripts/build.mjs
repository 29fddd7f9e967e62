/**
 * Builds the tracker and the dashboard into the class path of the module's jar (target/classes/web). Installs the
 * packages when package-lock.json has changed, builds when a source has, else does nothing.
 */
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const output = join(root, "target/classes/web");

const fingerprint = (files) => {
  const hash = createHash("sha256");
  for (const file of files) hash.update(file).update(readFileSync(join(root, file)));
  return hash.digest("hex");
};

const filesBelow = (folder) =>
  readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1))
    .sort();

const holds = (file, text) => existsSync(file) && readFileSync(file, "utf8") === text;

function install() {
  const stamp = join(root, "node_modules/.installed");
  const wanted = fingerprint(["package-lock.json"]);
  if (holds(stamp, wanted)) return;
  console.log("Installing the web packages");
  const { status, error } = spawnSync("npm", ["ci", "--no-progress"], { cwd: root, stdio: "inherit" });
  if (status !== 0) throw error ?? new Error("npm ci failed; its output above says why.");
  writeFileSync(stamp, wanted);
}

async function build() {
  const stamp = join(root, "target/web-build.stamp");
  const wanted = fingerprint([
    "package-lock.json",
    "scripts/build.mjs",
    "tracker/build.mjs",
    ...filesBelow("tracker/src"),
    "dashboard/build.mjs",
    "dashboard/index.html",
    "dashboard/shared.html",
    "dashboard/not-shared.html",
    ...filesBelow("dashboard/src"),
  ]);
  if (holds(stamp, wanted)) return;
  const { buildTracker } = await import("../tracker/build.mjs");
  const { buildDashboard } = await import("../dashboard/build.mjs");
  const tracker = await buildTracker(join(output, "tracker/analytics.js"));
  const dashboard = await buildDashboard(join(output, "dashboard"));
  console.log(`Built the tracker, ${tracker} bytes gzipped, and the dashboard, ${dashboard} bytes gzipped`);
  writeFileSync(stamp, wanted);
}

install();
await build();
