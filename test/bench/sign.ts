import { generateKeyPairSync, sign, type KeyObject } from "node:crypto";
import { getSignedCookies } from "@aws-sdk/cloudfront-signer";
import {
  cookieLines,
  createSigner,
  customPolicy,
  keysFromEnv,
  scope,
} from "../../server-kit/index.js";
import { interleave, type Spread } from "../support/interleave.js";

const lesson = scope.directory("https://cdn.school.example", "courses", "101");
const keyPairId = "K2JCJMDEHXQW5F";
const start = 1_790_000_000;
/** More than the signer keeps, so that each is met anew when they come round. */
const policies = Array.from({ length: 20_000 }, (_, index) =>
  Buffer.from(customPolicy(lesson, { expiresAt: start + index })),
);

/** Signatures a second: ours, what Node's crypto can do, and the AWS package fed a PEM, as it is mostly used. */
export default async function benchSigning(): Promise<boolean> {
  const rsa = generateKeyPairSync("rsa", { modulusLength: 2_048 }).privateKey;
  const p256 = generateKeyPairSync("ec", { namedCurve: "P-256" }).privateKey;
  const reused = createSigner({ keyPairId, privateKey: rsa });
  const provided = createSigner({
    keys: keysFromEnv({
      env: { CLOUDFRONT_KEY_PAIR_ID: keyPairId, CLOUDFRONT_PRIVATE_KEY: pem(rsa) },
    }),
  }); // prettier-ignore
  const expiresAt = start;

  const found = await interleave(
    {
      "RSA-2048 crypto.sign": raw(rsa),
      "RSA-2048 cold": cold(rsa),
      "RSA-2048 package, PEM": packaged(rsa),
      "P-256 crypto.sign": raw(p256),
      "P-256 cold": cold(p256),
      "P-256 package, PEM": packaged(p256),
      reused: () => reused(lesson, { expiresAt }),
      "reused, with cookies": () => cookieLines(reused(lesson, { expiresAt })),
      "reused, from a provider": () => provided(lesson, { expiresAt }),
    },
    { rounds: 15, ms: 150 },
  );

  const rows = [
    ["RSA-2048 cold", "RSA-2048 crypto.sign", 0.9],
    ["P-256 cold", "P-256 crypto.sign", 0.45],
    ["RSA-2048 cold", "RSA-2048 package, PEM"],
    ["P-256 cold", "P-256 package, PEM"],
    ["reused", "RSA-2048 package, PEM", 100],
    ["reused, with cookies", "RSA-2048 package, PEM"],
    ["reused, from a provider", "RSA-2048 package, PEM"],
  ] as const;
  console.log(
    "Medians of 15 interleaved rounds (quartiles); rates by seconds of CPU.",
  );
  let good = true;
  for (const [name, base, wanted] of rows) {
    const ratio = found.ratio(name, base);
    const met = wanted === undefined || ratio.median >= wanted;
    good &&= met;
    console.log(
      [
        name.padEnd(24),
        perSecond(found.rate(name)).padStart(10),
        "/",
        perSecond(found.rate(base)).padStart(9),
        base.padEnd(22),
        `= ${times(ratio)}`.padEnd(26),
        wanted === undefined
          ? ""
          : `wanted ≥ ${wanted}: ${met ? "met" : "MISSED"}`,
      ].join(" "),
    );
  }
  return good;
}

/** The bytes of the next policy, in no time. */
function nextOf<Item>(items: readonly Item[]): () => Item {
  let index = 0;
  return () => items[index++ % items.length]!;
}

function raw(key: KeyObject) {
  const next = nextOf(policies);
  return () => sign("SHA256", next(), key);
}

/** From scope and end on, with a default signer that has kept none of them. */
function cold(privateKey: KeyObject) {
  const signer = createSigner({ keyPairId, privateKey });
  let index = 0;
  return () =>
    signer(lesson, { expiresAt: start + (index++ % policies.length) });
}

function packaged(key: KeyObject) {
  const next = nextOf(policies.map(String));
  const privateKey = pem(key);
  return () =>
    getSignedCookies({ policy: next(), keyPairId, privateKey, algorithm: "SHA256" }); // prettier-ignore
}

function pem(key: KeyObject): string {
  return key.export({ type: "pkcs8", format: "pem" }) as string;
}

const perSecond = ({ median }: Spread): string =>
  Math.round(median).toLocaleString("en");

function times({ median, quartiles: [from, to] }: Spread): string {
  const short = (value: number): string =>
    value < 100 ? value.toPrecision(3) : `${Math.round(value)}`;
  return `${short(median)} (${short(from)}–${short(to)})`;
}
