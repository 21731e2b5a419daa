/**
 * Keys are rotated while viewers watch: three processes sign, viewers ask the real edge without pause, by cookie and by query.
 * Clocks move in steps of some seconds, in which each viewer gets on; all else is real.
 */
import assert from "node:assert/strict";
import { Agent, get } from "node:http";
import { after, test } from "node:test";
import { KMSClient } from "@aws-sdk/client-kms";
import { SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { createEdge } from "../../../server-kit/edge/server.js";
import {
  cookieLines,
  createSigner,
  scope,
  signedUrl,
  type KeyProvider,
  type Signed,
} from "../../../server-kit/index.js";
import { keysFromKms } from "../../../server-kit/keys/kms.js";
import { keysFromSecretsManager } from "../../../server-kit/keys/secrets-manager.js";
import { createAwsJsonServer } from "../../support/aws-json-server.js";
import { createKmsServer, vaultKey } from "../../support/kms-server.js";
import { folder } from "../edge/oracle.js";
import { p256, rsa, stoppedClocks } from "./harness.js";

const media = folder({ "lesson-1/a.ts": "0123456789" });
after(media.remove);

/** Whole seconds; multiples of the step. */
const lives = [30, 60, 50, 40];
const grantLife = Math.max(...lives);
const cacheSeconds = 20;
const step = 10;
/** Processes that have read the secret at whatever time know of it before it is so. */
const notice = 2 * cacheSeconds + step;
const viewers = 6;

/** Where the keys are, and how the next one is made known. */
interface Source {
  publicKeys: { keyPairId: string; publicKey: string }[];
  /** The keys as another process sees them. `from`: epoch seconds at which the second key is to sign. */
  provider(from: number): KeyProvider;
  announce(from: number): void;
  forgetOld(): void;
  close(): Promise<void>;
}

async function secretsManager(): Promise<Source> {
  const [old, next] = [rsa(), p256()];
  const first = { keyPairId: "KOLD", privateKey: old.pem };
  const second = { keyPairId: "KNEW", privateKey: next.pem };
  let secret: object = first;
  const service = await createAwsJsonServer(() => ({
    body: { SecretString: JSON.stringify(secret) },
  }));
  const client = new SecretsManagerClient(service.client);
  return {
    publicKeys: [
      { keyPairId: "KOLD", publicKey: old.publicPem },
      { keyPairId: "KNEW", publicKey: next.publicPem },
    ],
    provider: () =>
      keysFromSecretsManager({ client, secretId: "signing", cacheSeconds }),
    announce: (from) => (secret = { keys: [first, { ...second, from }] }),
    forgetOld: () => (secret = second),
    async close() {
      client.destroy();
      await service.close();
    },
  };
}

async function kms(): Promise<Source> {
  const old = vaultKey("RSA_2048", "old");
  const next = vaultKey("RSA_2048", "new");
  const service = await createKmsServer(
    new Map([
      ["old", old],
      ["new", next],
    ]),
  );
  const client = new KMSClient(service.client);
  const pem = ({ publicKey }: typeof old) =>
    publicKey.export({ type: "spki", format: "pem" }) as string;
  return {
    publicKeys: [
      { keyPairId: "KOLD", publicKey: pem(old) },
      { keyPairId: "KNEW", publicKey: pem(next) },
    ],
    provider: (from) =>
      keysFromKms({
        client,
        keys: [
          { keyId: "old", keyPairId: "KOLD" },
          { keyId: "new", keyPairId: "KNEW", from },
        ],
      }),
    announce: () => undefined,
    forgetOld: () => undefined,
    async close() {
      client.destroy();
      await service.close();
    },
  };
}

interface Course {
  requests: number;
  /** `Code` of each 403. */
  refusals: string[];
  /** When each grant was signed, and by which key. */
  grants: { at: number; keyPairId: string }[];
  from: number;
}

/** The whole rotation. `keepSeconds`: how long the old key stays in the group once the new one signs. */
async function rotate(
  source: Source,
  { keepSeconds }: { keepSeconds: number },
): Promise<Course> {
  using clock = stoppedClocks();
  const startedAt = clock.now();
  const from = startedAt + 40 + notice;
  const [oldKey, newKey] = source.publicKeys as [
    Source["publicKeys"][0],
    Source["publicKeys"][0],
  ];
  const edge = await createEdge({
    root: media.root,
    keyGroups: { lessons: [oldKey] },
    behaviors: [{ pathPattern: "*", keyGroups: ["lessons"] }],
    now: () => Date.now(),
  });
  const course: Course = { requests: 0, refusals: [], grants: [], from };
  const lesson = scope.directory(edge.origin, "lesson-1");
  const signers = [1, 2, 3].map(() =>
    createSigner({ keys: source.provider(from) }),
  );
  let watching = true;
  let rounds = new Map<number, number>();
  let gotOn = (): void => undefined;

  async function watch(viewer: number): Promise<void> {
    // Lives differ, and some viewers come anew in each step: the ends of their grants are those of others that were given
    // before the keys changed, and whose signatures are kept.
    const life = lives[viewer % lives.length]!;
    const renewWithin = life === lives[0] ? life - 1 : life / 3;
    let held: { signed: Signed; expiresAt: number } | undefined;
    while (watching) {
      const at = clock.now();
      if (!held || held.expiresAt - at <= renewWithin) {
        const expiresAt = Math.ceil((at + life) / step) * step;
        const signer = signers[viewer % signers.length]!;
        const signed = await signer(lesson, { expiresAt });
        course.grants.push({ at, keyPairId: signed.keyPairId });
        held = { signed, expiresAt };
      }
      const { signed } = held;
      const replies = await Promise.all([
        fetchFile(lesson.url("a.ts"), { Cookie: cookieHeader(signed) }),
        fetchFile(signedUrl(lesson.url("a.ts"), signed)),
      ]);
      for (const refusal of replies) {
        course.requests++;
        if (refusal !== undefined) course.refusals.push(refusal);
      }
      rounds.set(viewer, (rounds.get(viewer) ?? 0) + 1);
      gotOn();
    }
  }

  /** Until each viewer has begun and ended a round since. */
  async function everyoneGetsOn(): Promise<void> {
    rounds = new Map();
    while (rounds.size < viewers || Math.min(...rounds.values()) < 2)
      await new Promise<void>((resolve) => (gotOn = resolve));
  }

  /** Changes come while requests are under way. */
  async function passUntil(time: number): Promise<void> {
    while (clock.now() < time) {
      clock.pass(step);
      await everyoneGetsOn();
    }
  }

  // The processes have not started at the same moment: they read the secret at different times.
  for (const [index, signer] of signers.entries()) {
    await signer(lesson, { expiresAt: startedAt + 900 });
    if (index < signers.length - 1) clock.pass(step);
  }
  const audience = Array.from({ length: viewers }, (_, viewer) =>
    watch(viewer),
  );
  try {
    await everyoneGetsOn();
    await passUntil(startedAt + 20);
    edge.setKeyGroups({ lessons: [oldKey, newKey] });
    await everyoneGetsOn();
    await passUntil(startedAt + 40);
    source.announce(from);
    await passUntil(from + keepSeconds);
    edge.setKeyGroups({ lessons: [newKey] });
    await everyoneGetsOn();
    await passUntil(from + keepSeconds + 3 * step);
    if (course.refusals.length > 0) return course;
    source.forgetOld();
    await passUntil(from + keepSeconds + 3 * step + 2 * cacheSeconds);
  } finally {
    watching = false;
    await Promise.all(audience);
    await edge.close();
    await source.close();
  }
  return course;
}

const agent = new Agent({ keepAlive: true });
after(() => agent.destroy());

/** The `Code` of a refusal. */
function fetchFile(
  url: string,
  headers: Record<string, string> = {},
): Promise<string | undefined> {
  return new Promise((resolve, reject) => {
    get(url, { agent, headers }, async (response) => {
      let body = "";
      for await (const part of response) body += part;
      const [, code = `${response.statusCode}`] =
        /<Code>(\w+)<\/Code>/.exec(body) ?? [];
      resolve(response.statusCode === 200 ? undefined : code);
    }).once("error", reject);
  });
}

function cookieHeader(signed: Signed): string {
  return cookieLines(signed)
    .filter((line) => !line.includes("Max-Age=0"))
    .map((line) => line.split(";", 1)[0])
    .join("; ");
}

for (const [name, source] of [
  ["Secrets Manager", secretsManager],
  ["KMS", kms],
] as const)
  test(`keys in ${name} are rotated under load, and no request is refused`, async () => {
    const course = await rotate(await source(), {
      keepSeconds: grantLife + step,
    });
    assert.deepEqual(course.refusals, []);
    assert.ok(course.requests > 400, `${course.requests} requests`);
    const { grants, from } = course;
    assert.ok(grants.some(({ at }) => at < from && at >= from - step));
    // To the second, in all processes.
    for (const { at, keyPairId } of grants)
      assert.equal(keyPairId, at < from ? "KOLD" : "KNEW");
  });

test("an old key that is removed while its grants live is refused, so the edge did look", async () => {
  const { refusals } = await rotate(await secretsManager(), {
    keepSeconds: step,
  });
  assert.ok(refusals.length > 0);
  assert.deepEqual(new Set(refusals), new Set(["InvalidKey"]));
});
