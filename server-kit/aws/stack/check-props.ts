import { Token } from "aws-cdk-lib";
import { readPublicKey } from "../../edge/key-groups.js";
import { optionError } from "../../option-error.js";
import { checkOrigin } from "../../origin.js";
import type { ProtectedVideoProps, SigningKeySource } from "./props.js";

/** CloudFront's quota of keys in a group. */
const mostKeys = 5;

/** A folder or one file; no segment is of dots alone. An ending (`*.jpg`) would open what lies among the lessons. */
const publicPath = /^\/\.*[\w~-][\w.~-]*(?:\/\.*[\w~-][\w.~-]*)*(?:\/\*)?$/;

/** Unknown before the template is deployed, as the value of a parameter: the parameter's own pattern is its check. */
export const isToken = (value: unknown): boolean => Token.isUnresolved(value);

/**
 * What is missing does not synthesise. Nothing of a key is repeated: the CDK's own check prints what it was given.
 * @throws TypeError naming the property
 */
export function checkProps(props: ProtectedVideoProps): void {
  const { origins, publicKeys, domain, grant, publicPaths = [] } = props;
  checkOrigins(origins);
  checkKeys(publicKeys);
  checkSigningKey(props.signingKey, publicKeys.length);
  publicPaths.forEach((path, index) =>
    checkPublicPath(`publicPaths[${index}]`, path),
  );
  if (props.refusalPage !== undefined) {
    checkPublicPath("refusalPage", props.refusalPage);
    if (props.refusalPage.endsWith("*"))
      throw optionError(
        "refusalPage",
        props.refusalPage,
        "Give the path of one file, such as /refused.json.",
      );
  }
  if (domain !== undefined) checkDomain(domain);
  if (!grant?.code || typeof grant.handler !== "string")
    throw optionError(
      "grant",
      grant,
      "Give { code, handler }: the function that answers grant requests. Without it nobody gets a grant.",
    );
  checkFront(props);
}

function checkOrigins(origins: unknown): void {
  if (isToken(origins)) return;
  if (!Array.isArray(origins) || origins.length === 0)
    throw optionError(
      "origins",
      origins,
      'Give the origins whose pages play, such as ["https://lessons.school.example"].',
    );
  origins.forEach((origin, index) => checkOrigin(`origins[${index}]`, origin));
}

function checkKeys(keys: unknown): void {
  if (!Array.isArray(keys) || keys.length === 0 || keys.length > mostKeys)
    throw optionError(
      "publicKeys",
      keys,
      `Give 1 to ${mostKeys} of { version, pem }: without a key every file would be public.`,
    );
  const versions = new Set<unknown>();
  keys.forEach((key, index) => {
    const { version, pem } = (key ?? {}) as {
      version?: unknown;
      pem?: unknown;
    };
    const at = `publicKeys[${index}]`;
    if (typeof version !== "string" || !/^[A-Za-z0-9]{1,32}$/.test(version))
      throw optionError(
        `${at}.version`,
        version,
        'Give letters and digits, such as "2026a".',
      );
    if (versions.has(version))
      throw new TypeError(
        `\`${at}.version\` is there twice. CloudFront changes no key in place: give a new key a version of its own.`,
      );
    versions.add(version);
    if (!isToken(pem)) readPublicKey(pem, `${at}.pem`);
  });
}

function checkSigningKey(
  source: SigningKeySource | undefined,
  keys: number,
): void {
  if (source === undefined || source.kind === "new-secret") return;
  if (source.kind === "secret") return checkArn("secret", source.secretArn);
  if (source.kind !== "kms" || source.keyArns?.length !== keys)
    throw optionError(
      "signingKey",
      source,
      'Give { kind: "new-secret" }, { kind: "secret", secretArn }, or { kind: "kms", keyArns } with an ARN for each of publicKeys.',
    );
  for (const arn of source.keyArns) checkArn("KMS key", arn);
}

function checkArn(what: string, arn: unknown): void {
  if (isToken(arn)) return;
  if (typeof arn !== "string" || !/^arn:[a-z-]+:[a-z]+:[^*?]+$/.test(arn))
    throw optionError(
      "signingKey",
      arn,
      `Give the whole ARN of the ${what}: permission is given for it alone.`,
    );
}

function checkPublicPath(option: string, path: unknown): void {
  if (typeof path !== "string" || !publicPath.test(path))
    throw optionError(
      option,
      path,
      "Give a folder (/public/*) or one file (/logo.png), without any other wildcard.",
    );
  if (/^\/\.auth(\/|$)/.test(path))
    throw optionError(option, path, "/.auth/* is the grant function's.");
}

function checkDomain({
  name,
  certificateArn,
}: {
  name: unknown;
  certificateArn: unknown;
}): void {
  if (!isToken(name)) checkOrigin("domain.name", `https://${String(name)}`);
  if (
    !isToken(certificateArn) &&
    !/^arn:[a-z-]+:acm:us-east-1:\d{12}:certificate\/[\w-]+$/.test(
      String(certificateArn),
    )
  )
    throw optionError(
      "domain.certificateArn",
      certificateArn,
      "Give the ARN of a certificate of ACM in us-east-1: CloudFront takes them from no other region.",
    );
}

function checkFront({ grant: { front }, domain }: ProtectedVideoProps): void {
  if (front === undefined) return;
  if (front.kind === "function-url") {
    if (domain === undefined)
      throw optionError(
        "domain",
        domain,
        "A function URL needs the CDN's own domain. Give it, or put API Gateway before the function.",
      );
    return;
  }
  const { jwt } = front;
  if (front.kind !== "http-api")
    throw optionError(
      "grant.front",
      front,
      'Give { kind: "http-api", jwt? } or { kind: "function-url" }.',
    );
  if (jwt && (!jwt.issuer || !(isToken(jwt.audience) || jwt.audience?.length)))
    throw optionError(
      "grant.front.jwt",
      jwt,
      "Give { issuer, audience }: whose tokens, and made for whom.",
    );
}
