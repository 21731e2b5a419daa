import { isContentKey } from "../../content-keys/content-keys.js";
import { optionError } from "../../option-error.js";
import type { EncryptionOptions, JobOptions } from "./job-options.js";
import { isKnownKey } from "./known-keys.js";

export function checkEncryption(
  { key, keyUrl }: EncryptionOptions,
  container: JobOptions["container"],
): void {
  if (container === "cmaf")
    throw new TypeError(
      '`encryption` does not go with `container: "cmaf"`: MediaConvert encrypts CMAF by SAMPLE-AES or CTR only, which needs DRM in the player. Leave `container` at "ts".',
    );
  const isHex = typeof key === "string" && /^[0-9a-f]{32}$/i.test(key);
  const bytes = isHex ? Buffer.from(key, "hex") : key;
  if (!isContentKey(bytes))
    throw optionError(
      "encryption.key",
      key,
      "Give 16 bytes, or 32 hexadecimal digits.",
    );
  if (isKnownKey(Buffer.from(bytes).toString("hex")))
    throw new TypeError(
      "`encryption.key` is one that everybody can guess. Draw one with crypto.randomBytes(16), or derive it with deriveContentKeys.",
    );
  if (!isKeyUrl(keyUrl))
    throw optionError(
      "encryption.keyUrl",
      keyUrl,
      "Give the https address of the key endpoint, without a user or a fragment.",
    );
}

function isKeyUrl(url: unknown): boolean {
  if (typeof url !== "string" || !URL.canParse(url) || /["\s]/.test(url))
    return false;
  const { protocol, username, hash } = new URL(url);
  return protocol === "https:" && username === "" && hash === "";
}
