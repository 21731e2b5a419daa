import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync } from "node:fs";
import { join } from "node:path";

/** Puts what npm would publish into `folder`/node_modules, laid out as npm would lay it out, without asking a registry. */
export function installPacked(folder: string): void {
  const printed = execFileSync(
    "npm",
    ["pack", "--json", "--ignore-scripts", "--pack-destination", folder],
    { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] },
  );
  const [{ filename }] = JSON.parse(printed) as [{ filename: string }];
  execFileSync("tar", ["-xzf", filename], { cwd: folder });
  const modules = join(folder, "node_modules");
  mkdirSync(modules, { recursive: true });
  cpSync(join(folder, "package"), join(modules, "secure-hls-player"), {
    recursive: true,
  });
}
