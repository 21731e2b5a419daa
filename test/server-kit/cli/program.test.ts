import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { Command } from "commander";
import { createProgram } from "../../../server-kit/cli/program.js";
import { commandLine } from "./command-line.js";

function leaves(command: Command): Command[] {
  return command.commands.length === 0
    ? [command]
    : command.commands.flatMap(leaves);
}

const program = createProgram({
  terminal: undefined as never,
  ended: () => undefined,
});

for (const command of leaves(program)) {
  const path: string[] = [];
  for (let at: Command | null = command; at?.parent; at = at.parent)
    path.unshift(at.name());
  test(`${path.join(" ")} --help teaches: what it does, each option, an example`, async (t) => {
    const { type } = commandLine(t);
    const { exitCode, out } = await type([...path, "--help"]);
    assert.equal(exitCode, 0);
    assert.match(out, /Examples:\n {2}secure-hls /);
    for (const { long } of command.options)
      assert.ok(out.includes(long!), long);
    assert.match(out, /--dry-run/);
    assert.match(out, /--json/);
    for (const [, line] of out.matchAll(/^ {2}(secure-hls .*)$/gm))
      assert.ok(line!.startsWith(`secure-hls ${path.join(" ")}`), line);
  });
}

test("nothing typed: the help, as a mistake", async (t) => {
  const { type } = commandLine(t);
  const { exitCode, out, err } = await type([]);
  assert.equal(exitCode, 2);
  assert.match(out + err, /Usage: secure-hls/);
});

test("a slip of the pen: what was meant", async (t) => {
  const { type } = commandLine(t);
  const { exitCode, err } = await type(["sing"]);
  assert.equal(exitCode, 2);
  assert.match(err, /Did you mean sign\?/);
});

test("with --json an error is JSON, and nothing else is said", async (t) => {
  const { type } = commandLine(t);
  const said = await type(["keys", "status", "--key", "none.json", "--json"]);
  assert.equal(said.exitCode, 2);
  assert.equal(said.err, "");
  assert.deepEqual(said.json(), {
    error: { message: "--key none.json: there is no such file." },
  });
});

for (const shell of ["bash", "zsh", "fish"])
  test(`completion ${shell} knows every command and option`, async (t) => {
    const { type } = commandLine(t);
    const { out } = await type(["completion", shell]);
    for (const command of leaves(program)) {
      assert.ok(out.includes(command.name()), command.name());
      for (const { long } of command.options)
        assert.ok(out.includes(long!.slice(2)), long);
    }
  });

test("a reader who has enough, as head does, ends it without a word", () => {
  const { stdout, stderr } = spawnSync(
    "bash",
    ["-c", `"$0" --import tsx server-kit/cli/main.ts stack template | head -c 1`, process.execPath],
    { encoding: "utf8" },
  ); // prettier-ignore
  assert.equal(stdout, "{");
  assert.equal(stderr, "");
});

test("bash completes commands, and the options of the command before", async (t) => {
  const { cwd, type } = commandLine(t);
  const { out } = await type(["completion", "bash"]);
  writeFileSync(join(cwd, "completion.bash"), out);
  const completed = (...words: string[]) =>
    spawnSync(
      "bash",
      [
        "-c",
        'source completion.bash; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _secure_hls; printf "%s\\n" "${COMPREPLY[@]}"',
        "-",
        ...words,
      ],
      { cwd, encoding: "utf8" },
    ).stdout.split("\n");
  assert.ok(completed("secure-hls", "ve").includes("verify"));
  assert.deepEqual(completed("secure-hls", "keys", "ro"), ["rotate", ""]);
  assert.ok(
    completed("secure-hls", "sign", "url", "--exp").includes("--expires-in"),
  );
});
