import { Command } from "commander";
import type { Commands } from "../action.js";
import { createKeysCommand } from "./keys-create.js";
import { rotateKeysCommand } from "./keys-rotate.js";
import { keysStatusCommand } from "./keys-status.js";

/** `keys create`, `keys status`, `keys rotate`. */
export function keysCommand(commands: Commands): Command {
  return new Command("keys")
    .description("Make, look at and rotate the keys that sign")
    .addCommand(createKeysCommand(commands))
    .addCommand(keysStatusCommand(commands))
    .addCommand(rotateKeysCommand(commands));
}
