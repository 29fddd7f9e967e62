/**
 * Puts the public lists that the server needs on its class path (target/classes): bot patterns, public suffixes, countries,
 * each with its notice. Installs the packages when package-lock.json has changed; does nothing when all is there.
 */
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { domainToASCII, fileURLToPath } from "node:url";

const root = dirname(fileURLToPath(import.meta.url));
const lists = join(root, "../target/classes/dev/zta/server/lists");
const geo = join(root, "../target/classes/dev/zta/server/geo");

const holds = (file, text) => existsSync(file) && readFileSync(file, "utf8") === text;
const fingerprint = (...files) => {
  const hash = createHash("sha256");
  for (const file of files) hash.update(readFileSync(join(root, file)));
  return hash.digest("hex");
};
const fromPackage = (path) => join(root, "node_modules", path);

function install() {
  const stamp = fromPackage(".installed");
  const wanted = fingerprint("package-lock.json");
  if (holds(stamp, wanted)) return;
  console.log("Installing the public lists");
  const { status, error } = spawnSync("npm", ["ci", "--no-progress"], { cwd: root, stdio: "inherit" });
  if (status !== 0) throw error ?? new Error("npm ci failed; its output above says why.");
  writeFileSync(stamp, wanted);
}

/** One pattern a line, behind the list's word on whether it is a plain HTTP client. */
function writeBots() {
  const bots = JSON.parse(readFileSync(fromPackage("crawler-user-agents/crawler-user-agents.json"), "utf8"));
  const lines = bots.map(({ pattern, tags }) => `${tags.includes("http-library") ? "client" : "bot"}\t${pattern}\n`);
  writeFileSync(join(lists, "user-agents.txt"), lines.join(""));
  copyFileSync(fromPackage("crawler-user-agents/LICENSE"), join(lists, "user-agents.LICENSE.txt"));
}

/** One rule a line, in ASCII form. */
async function writeSuffixes() {
  const { default: rules } = await import(fromPackage("psl/data/rules.js"));
  const ascii = rules.map((rule) => (/^[\x21-\x7e]+$/.test(rule) ? rule : domainToASCII(rule)));
  writeFileSync(join(lists, "public-suffixes.txt"), ascii.map((rule) => `${rule}\n`).join(""));
  const notice = "The rules: Public Suffix List, https://publicsuffix.org/list/, Mozilla Public License 2.0,\n"
    + "https://mozilla.org/MPL/2.0/, unchanged but for their encoding. The npm package psl that they were taken from:\n\n";
  writeFileSync(join(lists, "public-suffixes.LICENSE.txt"), notice + readFileSync(fromPackage("psl/LICENSE"), "utf8"));
}

function copyCountries() {
  const source = fromPackage("@ip-location-db/geo-whois-asn-country-mmdb");
  copyFileSync(join(source, "geo-whois-asn-country.mmdb"), join(geo, "countries.mmdb"));
  copyFileSync(join(source, "NRO_LICENSE"), join(geo, "countries.LICENSE.txt"));
}

install();
const stamp = join(root, "../target/data-build.stamp");
const wanted = fingerprint("package-lock.json", "build.mjs");
if (!holds(stamp, wanted) || !existsSync(join(geo, "countries.mmdb"))) {
  mkdirSync(lists, { recursive: true });
  mkdirSync(geo, { recursive: true });
  writeBots();
  await writeSuffixes();
  copyCountries();
  writeFileSync(stamp, wanted);
}
