// Builds src/ into two files: the parts of every page, and those of the studio. `node build.js FOLDER` writes them elsewhere,
// which is how the test compares.
import { build } from "esbuild";
import { readFileSync, readdirSync, existsSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const folder = process.argv[2] ?? join(here, "..", "static");
const BUNDLES = { "parts.js": "src/index.js", "studio.js": "src/studio/index.js" };
const OPTIONS = {
  absWorkingDir: here,
  bundle: true,
  format: "esm",
  target: "es2020",
  minify: true,
  charset: "utf8",
  legalComments: "none",
  loader: { ".css": "text" },
  metafile: true,
  write: false,
};

/** Licence text of every package with code in the bundle, in a fixed order. */
function notices(inputs) {
  const used = new Set();
  for (const path of Object.keys(inputs)) {
    const match = path.match(/node_modules\/((?:@[^/]+\/)?[^/]+)\//);
    if (match) used.add(match[1]);
  }
  return [...used].sort().map((name) => {
    const folder = join(here, "node_modules", name);
    const { version, license } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
    const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
    if (!file || !existsSync(join(folder, file))) throw new Error(`${name} ships no licence text`);
    return `${name} ${version} (${license})\n\n${readFileSync(join(folder, file), "utf8").trim()}`;
  });
}

for (const [name, entry] of Object.entries(BUNDLES)) {
  const result = await build({ ...OPTIONS, entryPoints: [entry] });
  const output = Object.values(result.metafile.outputs)[0].inputs;
  const header = ["SimPTSP widgets. Built by simulator/widgets/front/build.js; do not edit.", ...notices(output)];
  writeFileSync(join(folder, name), `/*\n${header.join("\n\n----\n\n")}\n*/\n${result.outputFiles[0].text}`);
}
