import { checkKeyPair } from "../key-pair.js";
import { optionError, shapeOf } from "../option-error.js";
import { readBegin } from "./begin.js";
import type { SigningKey } from "./key-provider.js";
import { checkRing, type KeyRing } from "./key-ring.js";
import { unfoldPem } from "./unfold-pem.js";

const form =
  'It must be JSON: { "keyPairId", "privateKey" } or { "keys": [{ "keyPairId", "privateKey", "from" }, …] }.';

/**
 * Reads the JSON that a secret or a file keeps keys in. ID and key stand in it together: from two sources they could be of
 * two rotations, which the edge answers with `Unknown Key`.
 * @param now Epoch seconds at which one of the keys must be signing.
 * @throws TypeError that says what is wrong with it, without any of it
 */
export function readKeyRing(text: string, now: number): KeyRing {
  const value = parse(text);
  if (!("keys" in value)) return checkRing([readKey(value, "")], now);
  checkFields(value, ["keys"], "");
  const { keys } = value;
  if (!Array.isArray(keys) || keys.length === 0)
    throw optionError("keys", keys, "Give an array of one key or more.");
  const ring = keys.map((key: unknown, index) => {
    if (!isObject(key)) throw optionError(`keys[${index}]`, key, form);
    return readKey(key, `keys[${index}].`);
  });
  return checkRing(ring, now);
}

function readKey(key: Record<string, unknown>, at: string): SigningKey {
  checkFields(key, ["keyPairId", "privateKey", "hash", "from"], at);
  const { keyPairId, privateKey, hash, from } = key;
  const pair = checkKeyPair(
    {
      keyPairId,
      privateKey:
        typeof privateKey === "string" ? unfoldPem(privateKey) : privateKey,
      hash,
    },
    {
      keyPairId: `${at}keyPairId`,
      privateKey: `${at}privateKey`,
      hash: `${at}hash`,
    },
  );
  return { ...pair, since: readBegin(`${at}from`, from) };
}

/** Without the parser's own message: it quotes the text. */
function parse(text: string): Record<string, unknown> {
  if (/^\s*-----BEGIN/.test(text))
    throw new TypeError(`It is PEM, without the ID of the key. ${form}`);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new TypeError(`It is ${shapeOf(text)}, but no JSON. ${form}`);
  }
  if (!isObject(value)) throw new TypeError(`It is ${shapeOf(value)}. ${form}`);
  return value;
}

/** A misspelt `from` would have a key sign at once. The name is left out: a key may have got into its place. */
function checkFields(
  value: Record<string, unknown>,
  known: readonly string[],
  at: string,
): void {
  const unknown = Object.keys(value).filter((name) => !known.includes(name));
  if (unknown.length > 0)
    throw new TypeError(
      `${at === "" ? "It" : `\`${at.slice(0, -1)}\``} has ${unknown.length === 1 ? "a field" : `${unknown.length} fields`} besides ${known.join(", ")}. Is a name misspelt?`,
    );
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
