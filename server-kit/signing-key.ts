import { createPrivateKey, KeyObject } from "node:crypto";
import { optionError } from "./option-error.js";

const wayOut =
  "Give an RSA key of 2048 bits or more, or a P-256 key: the private half of a key in a CloudFront key group.";

/**
 * A private key that CloudFront has a use for, parsed once: parsing PEM for each signature costs more than half the speed.
 * @param option What a wrong one is called in the error.
 * @throws TypeError otherwise, without a word of the key, not even by way of `cause`
 * @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-trusted-signers.html
 */
export function checkSigningKey(
  value: unknown,
  option = "privateKey",
): KeyObject {
  const key = value instanceof KeyObject ? value : parse(value, option);
  if (key.type !== "private")
    throw new TypeError(
      `\`${option}\` is a KeyObject of type ${key.type}. ${wayOut}`,
    );
  const { modulusLength = 0, namedCurve } = key.asymmetricKeyDetails ?? {};
  const good =
    (key.asymmetricKeyType === "rsa" && modulusLength >= 2_048) ||
    (key.asymmetricKeyType === "ec" && namedCurve === "prime256v1");
  if (!good)
    throw new TypeError(
      `\`${option}\` is a key of type ${key.asymmetricKeyType} ${namedCurve ?? (modulusLength || "")}. ${wayOut}`,
    );
  return key;
}

function parse(value: unknown, option: string): KeyObject {
  if (typeof value !== "string")
    throw optionError(option, value, `Pass PEM or a KeyObject. ${wayOut}`);
  if (/^-----BEGIN (?:PUBLIC|RSA PUBLIC|CERTIFICATE)/m.test(value))
    throw optionError(option, value, `It begins as a public key. ${wayOut}`);
  if (/ENCRYPTED/.test(value))
    throw optionError(
      option,
      value,
      "It is encrypted. Pass createPrivateKey({ key, passphrase }) of node:crypto.",
    );
  try {
    return createPrivateKey(value);
  } catch {
    const escaped = value.includes("\\n")
      ? String.raw` It holds "\n" in place of line breaks: use value.replaceAll("\\n", "\n").`
      : "";
    throw optionError(
      option,
      value,
      `It is not the PEM text of a private key.${escaped} ${wayOut}`,
    );
  }
}
