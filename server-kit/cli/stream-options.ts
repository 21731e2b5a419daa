import { Option, type Command } from "commander";
import { ladders } from "../media/index.js";

/** How a stream is to be, for what makes one: `package`, `job build`, `publish`. */
export interface StreamOptions {
  ladder: keyof typeof ladders | "automated";
  container: "ts" | "cmaf";
  captions?: string[];
  key?: string;
  keyUrl?: string;
}

/**
 * Adds them.
 * @param automated - MediaConvert may choose the qualities by itself
 * @param captions - what is said of captions
 */
export function addStreamOptions(
  command: Command,
  { automated, captions }: { automated: boolean; captions: string },
): void {
  command
    .addOption(
      new Option(
        "--ladder <name>",
        `the qualities; none is larger than the video${automated ? "; automated lets MediaConvert choose" : ""}`,
      )
        .choices([...Object.keys(ladders), ...(automated ? ["automated"] : [])])
        .default("lesson"),
    )
    .addOption(
      new Option("--container <name>", "of the segments")
        .choices(["ts", "cmaf"])
        .default("ts"),
    )
    .option("--captions <language=file...>", captions)
    .option(
      "--key <hex>",
      "encrypt with AES-128: 32 hexadecimal digits, with --key-url",
    )
    .option("--key-url <url>", "where players ask for the key");
}

/** To be spread into the options of `packageLocally` or `buildJob`, which check it. */
export function encryptionOf({ key, keyUrl }: StreamOptions): {
  encryption?: { key: string; keyUrl: string };
} {
  return key === undefined ? {} : { encryption: { key, keyUrl: keyUrl ?? "" } };
}
