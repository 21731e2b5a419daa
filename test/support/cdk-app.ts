import { spawnSync } from "node:child_process";
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  symlinkSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { installPacked } from "./packed-package.js";

export interface AppManifest {
  dependencies: Record<string, string>;
  devDependencies: Record<string, string>;
}

export const readManifest = (folder: string): AppManifest =>
  JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as AppManifest;

/** The app of templates/cdk in a folder of its own, with what npm would install, from what is installed here. */
export function copyApp(): string {
  const folder = mkdtempSync(join(tmpdir(), "cdk-app-"));
  cpSync("templates/cdk", folder, { recursive: true });
  installPacked(folder);
  const { dependencies, devDependencies } = readManifest(folder);
  const own = readManifest(".").dependencies;
  for (const name of Object.keys({
    ...dependencies,
    ...devDependencies,
    ...own,
  }))
    if (name !== "secure-hls-player") link(folder, name);
  link(folder, ".bin");
  return folder;
}

function link(folder: string, name: string): void {
  const place = join(folder, "node_modules", name);
  mkdirSync(dirname(place), { recursive: true });
  symlinkSync(resolve("node_modules", name), place);
}

export function runIn(folder: string, command: string, ...args: string[]) {
  const { status, stdout, stderr } = spawnSync(command, args, {
    cwd: folder,
    encoding: "utf8",
    // Neither asks AWS, nor anybody else: no account, no region, no word to the CDK's makers.
    env: {
      PATH: process.env["PATH"],
      HOME: folder,
      AWS_EC2_METADATA_DISABLED: "true",
      CDK_DISABLE_CLI_TELEMETRY: "true",
      CDK_DISABLE_VERSION_CHECK: "true",
    },
  });
  return { status, stdout, stderr };
}
