import { randomUUID } from "node:crypto";
import type { GrantRequest } from "../src/contract.js";
import { GrantError } from "./errors.js";
import { readJson } from "./request-body.js";

export const sessionIdPattern = /^[A-Za-z0-9_-]{1,128}$/;

/** 1 to 512 characters, none of them a control character or half of a surrogate pair. */
export const videoIdPattern = /^[^\p{Cc}\p{Cs}]{1,512}$/u;

/** What is asked for, with a new `sessionId` where the request had none. */
export interface Asked {
  videoId: string | undefined;
  sessionId: string;
  /** Whether the request named its session. */
  isRenewal: boolean;
  /** What stands for the session on another device that this one takes the place of, as the 409 listed it. */
  takeOver: string | undefined;
}

/**
 * Reads a grant request: the JSON of a POST, or the query of a GET. Fields that it does not know are ignored.
 * @throws GrantError `bad-request`
 */
export async function readGrantRequest(
  request: Request,
  maxBytes: number,
): Promise<Asked> {
  const fields =
    request.method === "GET"
      ? readQuery(request)
      : await readJson(request, maxBytes);
  const videoId = checkField(fields, "videoId", videoIdPattern);
  const sessionId = checkField(fields, "sessionId", sessionIdPattern);
  return {
    videoId,
    sessionId: sessionId ?? randomUUID(),
    isRenewal: sessionId !== undefined,
    takeOver: checkField(fields, "takeOver", sessionIdPattern),
  };
}

/**
 * Reads which session a DELETE releases.
 * @throws GrantError `bad-request`
 */
export async function readRelease(
  request: Request,
  maxBytes: number,
): Promise<string> {
  const fields = await readJson(request, maxBytes);
  const sessionId = checkField(fields, "sessionId", sessionIdPattern);
  if (sessionId === undefined)
    throw new GrantError("bad-request", "Say which `sessionId` is over.");
  return sessionId;
}

/** The fields of a grant request in the query. One that is there twice is an array, which is no ID. */
export function readQuery(request: Request): Record<string, unknown> {
  const query = new URL(request.url).searchParams;
  return Object.fromEntries(
    ["videoId", "sessionId", "takeOver"]
      .filter((name) => query.has(name))
      .map((name) => {
        const values = query.getAll(name);
        return [name, values.length === 1 ? values[0] : values];
      }),
  );
}

/** @throws GrantError `bad-request` for what is there and is no ID */
export function checkField(
  fields: Record<string, unknown>,
  name: keyof GrantRequest,
  pattern: RegExp,
): string | undefined {
  const value = Object.hasOwn(fields, name) ? fields[name] : undefined;
  if (value === undefined) return undefined;
  if (typeof value !== "string" || !pattern.test(value))
    throw new GrantError("bad-request", `\`${name}\` is not an ID.`);
  return value;
}
