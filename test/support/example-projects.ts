import { execFileSync } from "node:child_process";
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { installPacked } from "./packed-package.js";

/** What the pages of docs/frameworks/ call their grant endpoint. */
const ENDPOINT = "https://api.school.example/grant";

/** What somebody has who follows docs/frameworks/: the projects of demo/frameworks/ beside the package as npm installs it. */
export class ExampleProjects {
  readonly folder = mkdtempSync(join(tmpdir(), "example-projects-"));

  /** @param grantEndpoint what is asked instead of the pages' own */
  constructor(readonly grantEndpoint: string) {
    installPacked(this.folder);
    this.install(".bin");
  }

  /** Copies a project and installs what its package.json names. @returns its folder */
  open(name: string): string {
    const folder = join(this.folder, name);
    cpSync(join("demo/frameworks", name), folder, { recursive: true });
    for (const file of readdirSync(folder, { recursive: true }).map(String)) {
      const path = join(folder, file);
      if (!statSync(path).isFile()) continue;
      const text = readFileSync(path, "utf8");
      writeFileSync(path, text.replaceAll(ENDPOINT, this.grantEndpoint));
    }
    if (readdirSync(folder).includes("package.json"))
      this.install(...namedBy(join(folder, "package.json")));
    return folder;
  }

  /** Runs `npm run build`, which checks types too. @throws {Error} with what it printed */
  build(folder: string, base: string): void {
    try {
      execFileSync("npm", ["run", "build", "--", `--base=${base}`], {
        cwd: folder,
        encoding: "utf8",
        stdio: "pipe",
        env: { ...process.env, NODE_ENV: "production" },
      });
    } catch (error) {
      const { stdout, stderr } = error as { stdout: string; stderr: string };
      throw new Error(`${folder} was not built.\n${stdout}${stderr}`, {
        cause: error,
      });
    }
  }

  close(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** The repository's own copies. */
  install(...names: string[]): void {
    for (const name of names) {
      const link = join(this.folder, "node_modules", name);
      if (statSync(link, { throwIfNoEntry: false })) continue;
      mkdirSync(dirname(link), { recursive: true });
      symlinkSync(resolve("node_modules", name), link, "junction");
    }
  }
}

function namedBy(path: string): string[] {
  const { dependencies = {}, devDependencies = {} } = JSON.parse(
    readFileSync(path, "utf8"),
  ) as Record<string, object>;
  return Object.keys({ ...dependencies, ...devDependencies });
}
