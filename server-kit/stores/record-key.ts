import { createHash } from "node:crypto";

export type RecordKind = "sessions" | "rate" | "once" | "progress";

/** Where a record is. Records of different kinds never meet, whatever their IDs. */
export interface RecordKey {
  kind: RecordKind;
  /** SHA-256 in hex: viewer IDs are any text, of any length, and may be e-mail addresses. */
  hash: string;
}

/** @param id Any string. It is hashed as JSON, which tells apart even halves of surrogate pairs, as UTF-8 does not. */
export function recordKey(kind: RecordKind, id: string): RecordKey {
  const text = JSON.stringify(id);
  return { kind, hash: createHash("sha256").update(text).digest("hex") };
}

/** The key as one string, such as `secure-hls:sessions:5f7c…`. */
export function keyText(prefix: string, { kind, hash }: RecordKey): string {
  return `${prefix}${kind}:${hash}`;
}
