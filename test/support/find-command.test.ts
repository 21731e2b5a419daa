import assert from "node:assert/strict";
import { test } from "node:test";
import { findCommand } from "./find-command.js";

test("finds a command on PATH", () => {
  assert.match(findCommand("node"), /node/);
});

test("prefers the path in the environment variable", (t) => {
  t.after(() => delete process.env["SOME_COMMAND_PATH"]);
  process.env["SOME_COMMAND_PATH"] = process.execPath;
  assert.equal(
    findCommand("some-command", { variable: "SOME_COMMAND_PATH" }),
    process.execPath,
  );
});

test("does not go on with another when the environment variable names no program", (t) => {
  t.after(() => delete process.env["SOME_COMMAND_PATH"]);
  process.env["SOME_COMMAND_PATH"] = "/nowhere";
  assert.throws(() => findCommand("node", { variable: "SOME_COMMAND_PATH" }), {
    message: "SOME_COMMAND_PATH=/nowhere is not a program that can be run.",
  });
});

test("says in one sentence what to do when there is none and none can be installed", (t) => {
  const path = process.env["PATH"];
  t.after(() => (process.env["PATH"] = path));
  process.env["PATH"] = "/nowhere";
  assert.throws(() => findCommand("ffmpeg", { variable: "FFMPEG_PATH" }), {
    message:
      "There is no ffmpeg on this machine: install it or set FFMPEG_PATH to its path.",
  });
});
