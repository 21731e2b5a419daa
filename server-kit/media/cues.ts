import { readFile } from "node:fs/promises";
import { PackagingError } from "./packaging-error.js";

/** A caption. */
export interface Cue {
  startSeconds: number;
  endSeconds: number;
  /** What follows the times on their line: "line:10%". */
  settings: string;
  /** WebVTT's own markup. */
  text: string;
}

/** The captions of a file. */
export interface Cues {
  /** STYLE and REGION blocks, which every segment needs. */
  blocks: readonly string[];
  /** In the order of time. */
  cues: readonly Cue[];
}

/** @throws PackagingError `bad-captions` for what is no WebVTT and no SubRip */
export async function readCues(file: string): Promise<Cues> {
  const bytes = await readFile(file).catch((cause: unknown) => {
    throw new PackagingError("bad-captions", `${file} cannot be read.`, {
      cause,
    });
  });
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    const cues = parseCues(text);
    if (cues.cues.length > 0) return cues;
  } catch (cause) {
    throw new PackagingError(
      "bad-captions",
      `${file} is not in UTF-8: save it as UTF-8.`,
      { cause },
    );
  }
  throw new PackagingError(
    "bad-captions",
    `${file} has no captions: give a WebVTT (.vtt) or SubRip (.srt) file.`,
  );
}

/** @see https://www.w3.org/TR/webvtt1/#file-structure */
export function parseCues(text: string): Cues {
  const isVtt = text.startsWith("WEBVTT");
  const blocks = text
    .replace(/\r\n?/g, "\n")
    .replaceAll("\0", "\ufffd")
    .split(/\n{2,}/)
    .map((block) => block.replace(/^\n+|\n+$/g, ""));
  return {
    blocks: isVtt
      ? blocks.filter((block) => /^(?:STYLE|REGION)\b/.test(block))
      : [],
    cues: blocks
      .map((block) => parseCue(block, isVtt))
      .filter((cue) => cue !== undefined)
      .sort((a, b) => a.startSeconds - b.startSeconds),
  };
}

const timing =
  /^\s*((?:\d+:)?\d+:\d+[.,]\d+)\s+-->\s+((?:\d+:)?\d+:\d+[.,]\d+)[^\S\n]*(.*)$/m;

function parseCue(block: string, isVtt: boolean): Cue | undefined {
  const times = timing.exec(block);
  if (!times || /^NOTE\b/.test(block)) return undefined;
  const [line, start = "", end = "", settings = ""] = times;
  const text = block.slice(times.index + line.length).trim();
  const cue = {
    startSeconds: seconds(start),
    endSeconds: seconds(end),
    settings: isVtt ? settings.trim() : "",
    text: isVtt ? text : fromSubRip(text),
  };
  return text && cue.endSeconds > cue.startSeconds ? cue : undefined;
}

function seconds(time: string): number {
  return time
    .replace(",", ".")
    .split(":")
    .reduce((all, part) => all * 60 + Number(part), 0);
}

/** SubRip has tags for bold, italic and underlined as WebVTT has; fonts and places stay behind. */
function fromSubRip(text: string): string {
  return text
    .replace(/\{\\[^}]*\}|<\/?font[^>]*>/gi, "")
    .replace(/&(?!(?:amp|lt|gt|nbsp|lrm|rlm);)/g, "&amp;")
    .replace(/<(?!\/?[biu]>)/gi, "&lt;")
    .replace(/<\/?[biu]>/gi, (tag) => tag.toLowerCase());
}
