import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { describe, test } from "node:test";
import ts from "typescript";
import { contentSecurityPolicy } from "../../demo/lesson-site.js";
import { grantErrorStatus } from "../../src/contract.js";
import type { PlayerErrorCode } from "../../src/errors.js";
import en from "../../src/messages/en.js";
import { refusalWords } from "./english.js";
import { examplesOf } from "./examples.js";

const pages = [
  "README.md",
  "CONTRIBUTING.md",
  ...readdirSync("docs", { recursive: true, encoding: "utf8" }).map(
    (name) => `docs/${name.replaceAll("\\", "/")}`,
  ),
].filter((path) => path.endsWith(".md"));

/** TypeScript says when one is missing: the texts have all of them. */
const codes = Object.keys(en)
  .filter((key) => key.endsWith(".title"))
  .map((key) => key.replace(".title", "")) as PlayerErrorCode[];

const textOf = (path: string): string => readFileSync(path, "utf8");
const withoutCode = (text: string): string =>
  text.replace(/^```[^]*?^```$/gm, "");

describe("the pages", () => {
  for (const page of pages)
    test(`${page} links to what is there`, () => {
      const targets = [
        ...withoutCode(textOf(page)).matchAll(/\]\(([^)\s]+)\)/g),
      ].map(([, target = ""]) => target);
      const broken = targets.filter((target) => !isThere(page, target));
      assert.deepEqual(broken, []);
    });

  for (const page of pages)
    test(`${page} names files that are there`, () => {
      const named = [
        ...textOf(page).matchAll(
          /`((?:src|server-kit|demo|test|docs)\/[\w./-]*)`/g,
        ),
      ].map(([, path = ""]) => path);
      assert.deepEqual(
        named.filter((path) => !existsSync(path)),
        [],
      );
    });

  for (const page of pages.filter((page) => copiesOf(page).length > 0))
    test(`${page} shows files as they are`, () => {
      for (const { path, code } of copiesOf(page)) {
        const text = textOf(path);
        assert.ok(text.includes(code), `${path} does not have:\n${code}`);
      }
    });

  test("the README says how to run the tests, on a line of its own", () => {
    assert.match(textOf("README.md"), /^```sh\nnpm ci && npm test\n```$/m);
  });
});

function isThere(page: string, target: string): boolean {
  if (/^https?:\/\//.test(target)) return URL.canParse(target);
  const [path = "", heading] = target.split("#");
  const file = path === "" ? page : join(dirname(page), path);
  return (
    existsSync(file) &&
    (heading === undefined || headingsOf(file).includes(heading))
  );
}

/** Code that is a file, or lines of one, and says so in a comment above it. */
function copiesOf(page: string): { path: string; code: string }[] {
  const fence = /^<!-- file: (\S+) -->\n\n```\w+\n([^]*?)^```$/gm;
  return [...textOf(page).matchAll(fence)].map(([, path = "", code = ""]) => ({
    path,
    code,
  }));
}

/** Headings as GitHub makes anchors of them. */
function headingsOf(path: string): string[] {
  return [...withoutCode(textOf(path)).matchAll(/^#+ (.+)$/gm)].map(
    ([, text = ""]) =>
      text
        .toLowerCase()
        .replace(/[^\p{L}\p{N} _-]/gu, "")
        .replaceAll(" ", "-"),
  );
}

describe("docs/errors.md", () => {
  const text = textOf("docs/errors.md");
  const headings = [...text.matchAll(/^## ([a-z]+(?:-[a-z]+)+|[a-z]+)$/gm)].map(
    ([, name]) => name,
  );

  test("has a heading for every code, and for no other", () => {
    assert.deepEqual(headings.toSorted(), codes.toSorted());
  });

  test("has a heading for every cause", () => {
    const decide = textOf("src/diagnosis/decide.ts");
    const union = decide.slice(
      decide.indexOf("export type Cause"),
      decide.indexOf(";", decide.indexOf("export type Cause")),
    );
    const causes = [...union.matchAll(/\| "([\w-]+)"/g)].map(
      ([, name = ""]) => name,
    );
    assert.ok(causes.length > 30, "the causes are not found in their file");
    const missing = causes.filter((name) => !text.includes(`\n### ${name}\n`));
    assert.deepEqual(missing, []);
  });

  test("quotes what the viewer reads", () => {
    for (const { title, advice } of codes.map(refusalWords))
      assert.ok(
        text.includes(`"${title}" – "${advice}"`),
        `It does not say: "${title}" – "${advice}"`,
      );
  });

  for (const page of ["docs/errors.md", "docs/wire.md"])
    test(`${page} gives each code of the wire its HTTP status`, () => {
      for (const [code, status] of Object.entries(grantErrorStatus)) {
        const row = new RegExp(`^\\| \`${code}\` +\\| (\\w+)`, "m").exec(
          textOf(page),
        );
        const shown = row?.[1] === "5xx" ? "500" : row?.[1];
        assert.equal(shown, String(status), code);
      }
    });
});

interface Declaration {
  attributes?: { name: string }[];
  events?: { name: string; inheritedFrom?: { package?: string } }[];
  slots?: { name: string }[];
  cssParts?: { name: string }[];
  cssProperties?: { name: string }[];
  members?: {
    kind: string;
    name: string;
    privacy?: string;
    static?: boolean;
    inheritedFrom?: { package?: string };
  }[];
}

test("docs/element.md has everything that custom-elements.json has", () => {
  const { modules } = JSON.parse(textOf("custom-elements.json")) as {
    modules: { declarations: (Declaration & { tagName?: string })[] }[];
  };
  const element = modules
    .flatMap(({ declarations }) => declarations)
    .find(({ tagName }) => tagName === "secure-hls-player");
  assert.ok(element, "It has no secure-hls-player.");
  // Those of `<video>` are documented where browsers are.
  const own = ({ inheritedFrom }: { inheritedFrom?: { package?: string } }) =>
    inheritedFrom?.package !== "global:";
  const members = (element.members ?? []).filter(
    ({ name, privacy, static: ofClass }) =>
      privacy !== "private" && !ofClass && !/^[#_]/.test(name),
  );
  const names = [
    ...(element.attributes ?? []),
    ...(element.events ?? []).filter(own),
    ...(element.slots ?? []),
    ...(element.cssParts ?? []),
    ...(element.cssProperties ?? []),
    ...members.filter(own),
  ].map(({ name }) => name);
  const text = textOf("docs/element.md");
  const missing = names.filter(
    (name) => !text.includes(`\`${name}\``) && !text.includes(`\`${name}(`),
  );
  assert.ok(names.length > 20, "custom-elements.json is nearly empty.");
  assert.deepEqual(missing, []);
});

test("docs/getting-started.md explains every switch of the demo", () => {
  const form = /<form id="switches"[^]*?<\/form>/.exec(
    textOf("demo/pages/lesson.html"),
  );
  const names = [...(form?.[0] ?? "").matchAll(/<strong>([^<]+)/g)].map(
    ([, name = ""]) => name,
  );
  assert.ok(names.length > 0, "The demo has no switches.");
  const text = textOf("docs/getting-started.md");
  assert.deepEqual(
    names.filter((name) => !text.includes(`| ${name} `)),
    [],
  );
});

test("docs/getting-started.md names every lesson and delivery of the demo", () => {
  const links = [
    ...textOf("demo/pages/lesson.html").matchAll(
      /data-current="[^"]+"\s*>([^<]+)<\/a\s*>/g,
    ),
  ].map(([, name = ""]) => name);
  assert.ok(links.length > 5, "The demo has no links.");
  const text = textOf("docs/getting-started.md");
  assert.deepEqual(
    links.filter((name) => !text.includes(`**${name}**`)),
    [],
  );
});

test("docs/security.md prints the demo's Content-Security-Policy", () => {
  const [, printed = ""] =
    /^```text\n(default-src [^]*?)\n```$/m.exec(textOf("docs/security.md")) ??
    [];
  const policy = contentSecurityPolicy({
    grantOrigin: "https://api.school.example",
    edgeOrigin: "https://cdn.school.example",
    frameAncestors: [],
    trustedTypes: [],
  });
  assert.deepEqual(printed.split(";\n"), policy.split("; "));
});

test("the pages of the plugins name every attribute that a short code takes", () => {
  const list = /const ALLOWED = \[([^]*?)\n {4}\];/.exec(
    textOf(
      "server-kit/moodle/filter_securehls/classes/local/player_attributes.php",
    ),
  );
  const names = [...(list?.[1] ?? "").matchAll(/^ +'([\w-]+)' =>/gm)].map(
    ([, name = ""]) => name,
  );
  assert.ok(names.length > 20, "The list is not found.");
  for (const page of [
    "docs/lms/wordpress.md",
    "server-kit/moodle/filter_securehls/README.md",
  ]) {
    const paragraph =
      /^More of the \[player's attributes\].*$/m.exec(textOf(page))?.[0] ?? "";
    assert.deepEqual(
      names.filter((name) => !new RegExp(`\`${name}[\`=]`).test(paragraph)),
      [],
      page,
    );
  }
});

test("the pages say of which hosts http is good as the code does", () => {
  const [said] =
    /http is for [^"]+ alone/.exec(textOf("server-kit/origin.ts")) ?? [];
  assert.ok(said, "server-kit/origin.ts says nothing of http.");
  const found = pages.flatMap((page) =>
    [
      ...textOf(page)
        .replaceAll("`", "")
        .matchAll(
          /http (?:is )?for (?:localhost|\*\.localhost)[^;)|]*? alone/g,
        ),
    ].map(([words]) => ({
      page,
      words: words.replace("http for", "http is for"),
    })),
  );
  assert.ok(found.length > 2, "No page says anything of it.");
  assert.deepEqual(
    found.filter(({ words }) => words !== said),
    [],
  );
});

describe("what builds and runs", () => {
  const { scripts } = JSON.parse(textOf("package.json")) as {
    scripts: Record<string, string>;
  };

  test("docs/architecture.md has each pass of the build", () => {
    const passes = [...scripts["build"]!.matchAll(/--mode ([\w-]+)/g)].map(
      ([, name]) => name,
    );
    const table =
      /^\| pass [^]*?\n\n/m.exec(textOf("docs/architecture.md"))?.[0] ?? "";
    const rows = [...table.matchAll(/^\| ([a-z][\w-]*) /gm)].map(
      ([, name]) => name,
    );
    assert.deepEqual(rows.slice(1), passes);
  });

  test("CONTRIBUTING.md has each command", () => {
    const text = textOf("CONTRIBUTING.md");
    assert.deepEqual(
      Object.keys(scripts).filter(
        (name) =>
          !text.includes(`\`npm run ${name}\``) &&
          !text.includes(`\`npm ${name}\``),
      ),
      [],
    );
  });
});

describe("what the package exports", () => {
  const { exports } = JSON.parse(textOf("package.json")) as {
    exports: Record<string, string | { default?: string }>;
  };
  const entries = Object.values(exports).flatMap((entry) => {
    const built = typeof entry === "string" ? entry : entry.default;
    // The CDN's one file is the element again.
    return built?.endsWith(".js") && !built.startsWith("./dist/cdn/")
      ? [sourceOf(built)]
      : [];
  });
  const { values: exported, options } = exportsOf([...new Set(entries)]);
  const text = pages.map(textOf).join("\n");

  test("is named on some page", () => {
    assert.ok(exported.length > 60, "The exports are not found.");
    assert.deepEqual(
      exported.filter((name) => !new RegExp(`\\b${name}\\b`).test(text)),
      [],
    );
  });

  test("has each of its options in some page's code", () => {
    const code = [
      ...text.matchAll(/^```\w+\n[^]*?^```$/gm),
      ...text.matchAll(/`[^`\n]+`/g),
    ].join("\n");
    assert.ok(options.length > 150, "The options are not found.");
    assert.deepEqual(
      options.filter((name) => !new RegExp(`\\b${name}\\b`).test(code)),
      [],
    );
  });

  test("docs/sdk.md has every field of a PlayerError", () => {
    const [, body = ""] =
      /^export class PlayerError ([^]*?)^}/m.exec(textOf("src/errors.ts")) ??
      [];
    const fields = [...body.matchAll(/^ {2}(?:readonly|get) (\w+)/gm)].map(
      ([, name = ""]) => name,
    );
    assert.ok(fields.length > 4, "The fields are not found.");
    const line =
      /^An error of the session .*$/m.exec(textOf("docs/sdk.md"))?.[0] ?? "";
    assert.deepEqual(
      fields.filter((name) => !line.includes(`\`${name}\``)),
      [],
    );
  });
});

/** `dist/server-kit/keys/kms.js` is made of `server-kit/keys/kms.ts`; the adapters lie in folders of their own. */
function sourceOf(built: string): string {
  const name = built.replace(/^\.\/dist\//, "").replace(/\.js$/, "");
  const file = [
    `${name}.ts`,
    name.replace("src/", "src/adapters/") + "/index.ts",
    `${name}/index.ts`,
  ].find((path) => existsSync(path));
  assert.ok(file, `${built}: its source is not found.`);
  return file;
}

/** Names of functions, classes and constants, and of the fields that their options have. */
function exportsOf(files: readonly string[]): {
  values: string[];
  options: string[];
} {
  const program = ts.createProgram([...files], {
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    target: ts.ScriptTarget.ESNext,
    skipLibCheck: true,
    noEmit: true,
  });
  const checker = program.getTypeChecker();
  const found = files.flatMap((file) => {
    const module = checker.getSymbolAtLocation(program.getSourceFile(file)!);
    return (module ? checker.getExportsOfModule(module) : []).map((symbol) => ({
      name: symbol.name,
      symbol:
        symbol.flags & ts.SymbolFlags.Alias
          ? checker.getAliasedSymbol(symbol)
          : symbol,
    }));
  });
  const values = found
    .filter(({ symbol }) => symbol.flags & ts.SymbolFlags.Value)
    .map(({ name }) => name);
  const options = found
    .filter(
      ({ name, symbol }) =>
        /(?:Options|Props|Terms|Limits)$/.test(name) &&
        symbol.flags & ts.SymbolFlags.Type,
    )
    .flatMap(({ symbol }) => {
      const type = checker.getDeclaredTypeOfSymbol(symbol);
      return (type.isUnion() ? type.types : [type])
        .filter(
          ({ flags }) =>
            flags & (ts.TypeFlags.Object | ts.TypeFlags.Intersection),
        )
        .flatMap((part) => checker.getPropertiesOfType(part));
    })
    .map(({ name }) => name);
  return {
    values: [...new Set(values)].toSorted(),
    options: [...new Set(options)].toSorted(),
  };
}

/** An example as a file that exists only in memory, in the folder of the sources so that packages are found. */
interface ExampleFile {
  file: string;
  place: string;
  code: string;
}

describe("the ts examples", () => {
  const examples = pages.flatMap((page) =>
    examplesOf(page).map(({ place, code, check }): ExampleFile => ({
      file: resolve(`src/${place.replace(/\W/g, "-")}.ts`),
      place,
      code: `${code}\n${check}\nexport {};\n`,
    })),
  );
  const found = compile(examples);

  for (const { file, place } of examples)
    test(`${place} compiles`, () => {
      assert.deepEqual(found.get(file) ?? [], []);
    });
});

/** One program for all of them, against the sources. */
function compile(examples: readonly ExampleFile[]): Map<string, string[]> {
  const { config } = ts.readConfigFile("tsconfig.json", (path) =>
    ts.sys.readFile(path),
  );
  const { compilerOptions } = config as { compilerOptions: object };
  const { options, errors } = ts.parseJsonConfigFileContent(
    {
      files: [],
      compilerOptions: {
        ...compilerOptions,
        noUnusedLocals: false,
        noUnusedParameters: false,
        paths: {
          "secure-hls-player": ["./src/index.ts"],
          "secure-hls-player/element": ["./src/secure-hls-player.ts"],
          "secure-hls-player/sdk": ["./src/sdk/index.ts"],
          "secure-hls-player/xapi": ["./src/adapters/xapi/index.ts"],
          "secure-hls-player/scorm": ["./src/adapters/scorm/index.ts"],
          "secure-hls-player/server-kit": ["./server-kit/index.ts"],
          "secure-hls-player/server-kit/doctor": [
            "./server-kit/doctor/diagnose.ts",
          ],
          "secure-hls-player/server-kit/edge": ["./server-kit/edge/server.ts"],
          "secure-hls-player/server-kit/media": ["./server-kit/media/index.ts"],
          "secure-hls-player/server-kit/*": ["./server-kit/*.ts"],
        },
      },
    },
    ts.sys,
    process.cwd(),
  );
  const serious = errors.filter(({ code }) => code !== 18002); // no files: they are in memory
  assert.deepEqual(serious, []);

  const code = new Map(examples.map((example) => [example.file, example.code]));
  const host = ts.createCompilerHost(options);
  const { fileExists, readFile, getSourceFile } = host;
  host.fileExists = (path) => code.has(path) || fileExists(path);
  host.readFile = (path) => code.get(path) ?? readFile(path);
  host.getSourceFile = (path, language, ...rest) => {
    const text = code.get(path);
    return text === undefined
      ? getSourceFile(path, language, ...rest)
      : ts.createSourceFile(path, text, language);
  };
  const program = ts.createProgram([...code.keys()], options, host);

  const problems = new Map<string, string[]>();
  for (const file of code.keys()) {
    const source = program.getSourceFile(file);
    const diagnostics = [
      ...program.getSyntacticDiagnostics(source),
      ...program.getSemanticDiagnostics(source),
    ];
    problems.set(
      file,
      diagnostics.map(({ messageText, start = 0 }) => {
        const line = code.get(file)!.slice(0, start).split("\n").length;
        return `line ${line}: ${ts.flattenDiagnosticMessageText(messageText, "\n")}`;
      }),
    );
  }
  return problems;
}
