import { generateKeyPairSync, sign as signBytes } from "node:crypto";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import {
  createServer,
  type IncomingMessage,
  type RequestListener,
  type ServerResponse,
} from "node:http";
import {
  createServer as createTlsServer,
  type ServerOptions,
} from "node:https";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { TestContext } from "node:test";
import { createCertificate } from "../../server-kit/certificate.js";
import type { DiagnoseOptions } from "../../server-kit/doctor/diagnose.js";
import {
  createEdgeHandler,
  type EdgeHandlerOptions,
} from "../../server-kit/edge/server.js";
import {
  createGrantHandler,
  createMemoryStore,
  createSigner,
  scope,
  toNodeListener,
  type Entitlement,
  type GrantHandlerOptions,
  type Signer,
  type Store,
} from "../../server-kit/index.js";

export const cdn = "https://cdn.school.example";
export const api = "https://api.school.example";
export const lms = "https://lms.school.example";
const bucket = "https://lessons.s3.eu-central-1.amazonaws.com";

export const playlistUrl = `${cdn}/courses/lesson-1/index.m3u8`;
export const bearer = "Bearer a-viewer-s-own-long-token";
export const contentKey = Buffer.from("sixteen byte key");

const keyPair = () => generateKeyPairSync("ec", { namedCurve: "P-256" });
const own = keyPair();
export const { privateKey } = own;
export const keyPairId = "K2JCJMDEHXQW5F";

/** Signs as the edge expects. */
export const sign = createSigner({ keyPairId, privateKey });
/** Signs a policy that createSigner would not make. */
export const signPattern =
  (resource: string): Signer =>
  async (whole, { expiresAt }) => {
    const policy = JSON.stringify({
      Statement: [
        {
          Resource: resource,
          Condition: { DateLessThan: { "AWS:EpochTime": expiresAt } },
        },
      ],
    });
    return {
      scope: whole,
      keyPairId,
      policy: cloudFrontBase64(Buffer.from(policy)),
      signature: cloudFrontBase64(
        signBytes("sha256", Buffer.from(policy), privateKey),
      ),
      hashAlgorithm: "SHA256",
    };
  };

export function cloudFrontBase64(bytes: Buffer): string {
  return bytes
    .toString("base64")
    .replaceAll("+", "-")
    .replaceAll("=", "_")
    .replaceAll("/", "~");
}

/** Signs under the same ID, with another key. */
export const signByOther = createSigner({
  keyPairId,
  privateKey: keyPair().privateKey,
});
const publicKey = own.publicKey.export({
  type: "spki",
  format: "pem",
}) as string;

const certificates = new Map<string, ReturnType<typeof createCertificate>>();

/** One a list of hosts and process: to make one takes time. */
function certificateFor(hosts: readonly string[], days: number) {
  const key = `${days} ${hosts.join()}`;
  const made = certificates.get(key) ?? createCertificate(hosts, days);
  certificates.set(key, made);
  return made;
}

type Spoil = (
  headers: Record<string, string | number | string[]>,
  request: IncomingMessage,
  status: number,
) => void;

/** What is done wrong. Nothing of it: a sound set-up. */
export interface Flaws {
  edge?: Partial<EdgeHandlerOptions>;
  /** Changes the headers of the edge's answers. */
  spoilEdge?: Spoil;
  /** Answers in place of the edge; true where it did. */
  insteadOfEdge?: (
    request: IncomingMessage,
    response: ServerResponse,
  ) => boolean;
  grant?: Partial<GrantHandlerOptions<string>>;
  signer?: Signer;
  entitlement?: Partial<Entitlement>;
  /** Changes the headers of the endpoint's answers. */
  spoilGrant?: Spoil;
  /** Changes the JSON of a grant. */
  changeBody?: (body: Record<string, unknown>) => Record<string, unknown>;
  insteadOfEndpoint?: (
    request: IncomingMessage,
    response: ServerResponse,
  ) => boolean;
  /** Under the edge's own host, with cookies for it alone. */
  hostOnly?: boolean;
  /** Files beside those of the lesson, or in their place; null for one that is not there. */
  files?: Record<string, string | Buffer | null>;
  /** What answers plain http. @default a redirect */
  plainHttp?: RequestListener;
  bucket?: RequestListener;
  /** Hosts of the certificate. */
  hosts?: string[];
  /** Days until the certificate ends. @default 30 */
  certificateDays?: number;
  tls?: ServerOptions;
  /** Whether the key endpoint gives keys to everybody. */
  keysForAll?: boolean;
  key?: Buffer;
}

export interface Stage {
  options: DiagnoseOptions;
  store: Store;
  /** All that a viewer would have to keep to himself, as far as it went over the wire. */
  secrets: string[];
}

/** Edge, grant endpoint and bucket of one school, by their real names, on this machine. */
export async function stage(t: TestContext, flaws: Flaws = {}): Promise<Stage> {
  const endpointUrl = flaws.hostOnly ? `${cdn}/.auth` : api;
  const root = makeMedia(endpointUrl, flaws.files ?? {});
  t.after(() => rmSync(root, { recursive: true, force: true }));
  const store = createMemoryStore();
  const secrets: string[] = [bearer, contentKey.toString()];
  const handler = createGrantHandler<string>({
    origins: [lms],
    signer: flaws.signer ?? sign,
    authenticate: (request) =>
      request.headers.get("Authorization") === bearer && "ada",
    authorize: () => ({
      scope: scope.directory(cdn, "courses", "lesson-1"),
      video: "index.m3u8",
      captions: [{ url: "captions.vtt", language: "de" }],
      posterUrl: "poster.jpg",
      ...flaws.entitlement,
    }),
    sessions: { store, limit: 1 },
    ...(flaws.grant?.delivery !== "query" && {
      cookies: flaws.hostOnly ? {} : { domain: "school.example" },
    }),
    ...flaws.grant,
  });
  const endpoint = toNodeListener(async (request) => {
    const response = await handler(request);
    if (!flaws.changeBody || response.status !== 200) return response;
    const body = (await response.json()) as Record<string, unknown>;
    return new Response(JSON.stringify(flaws.changeBody(body)), response);
  });
  const grant: RequestListener = (request, response) => {
    rewriteHeaders(response, (headers, status) => {
      flaws.spoilGrant?.(headers, request, status);
      for (const line of [headers["set-cookie"] ?? []].flat())
        secrets.push(
          ...[/^[^=]+=([^;]{20,})/.exec(String(line))?.[1] ?? []].flat(),
        );
    });
    if (!flaws.insteadOfEndpoint?.(request, response))
      endpoint(request, response);
  };
  const keys: RequestListener = ({ headers }, response) => {
    const cors = {
      "Access-Control-Allow-Origin": lms,
      "Access-Control-Allow-Credentials": "true",
      Vary: "Origin",
    };
    if (flaws.keysForAll || headers.authorization === bearer)
      response.writeHead(200, cors).end(flaws.key ?? contentKey);
    else response.writeHead(401, cors).end();
  };
  const auth: RequestListener = (request, response) =>
    (request.url?.includes("/key/") ? keys : grant)(request, response);
  const edgeHandler = createEdgeHandler({
    root,
    origin: cdn,
    keyGroups: { lessons: [{ keyPairId, publicKey }] },
    behaviors: [
      { pathPattern: "/.auth/*", origin: auth },
      { pathPattern: "*", keyGroups: ["lessons"] },
    ],
    cors: { origins: [lms], credentials: flaws.grant?.delivery !== "query" },
    ...flaws.edge,
  });
  const edge: RequestListener = (request, response) => {
    rewriteHeaders(response, (headers, status) =>
      flaws.spoilEdge?.(headers, request, status),
    );
    if (!flaws.insteadOfEdge?.(request, response))
      edgeHandler.handler(request, response);
  };
  const sites: Record<string, RequestListener> = {
    [new URL(cdn).host]: edge,
    [new URL(api).host]: auth,
    [new URL(bucket).host]: flaws.bucket ?? refusingBucket,
  };
  const certificate = await certificateFor(
    flaws.hosts ?? Object.keys(sites),
    flaws.certificateDays ?? 30,
  );
  const secure = createTlsServer(
    { ...certificate, maxHeaderSize: 32_768, ...flaws.tls },
    (request, response) => sites[request.headers.host!]!(request, response),
  );
  const plain = createServer(flaws.plainHttp ?? redirecting);
  const ports = {
    "https:": await listenOn(t, secure),
    "http:": await listenOn(t, plain),
  };
  return {
    store,
    secrets,
    options: {
      url: playlistUrl,
      grantEndpoint: `${endpointUrl}/grant`,
      videoId: "lesson-1",
      grantHeaders: { Authorization: bearer },
      origin: lms,
      bucketUrl: `${bucket}/courses/lesson-1/index.m3u8`,
      neighbourUrl: `${cdn}/courses/lesson-2/index.m3u8`,
      ca: [certificate.cert],
      connect: async ({ protocol }) => ({
        host: "127.0.0.1",
        port: ports[protocol],
      }),
    },
  };
}

const redirecting: RequestListener = ({ headers, url }, response) =>
  void response
    .writeHead(301, { Location: `https://${headers.host}${url}` })
    .end();

/** What S3 says to strangers. */
const refusingBucket: RequestListener = (_, response) =>
  void response
    .writeHead(403, { "Content-Type": "application/xml", Server: "AmazonS3" })
    .end(
      "<Error><Code>AccessDenied</Code><Message>Access Denied</Message><RequestId>1</RequestId><HostId>2</HostId></Error>",
    );

function rewriteHeaders(
  response: ServerResponse,
  rewrite: (
    headers: Record<string, string | number | string[]>,
    status: number,
  ) => void,
): void {
  const write = response.writeHead.bind(response) as (
    status: number,
    headers: object,
  ) => ServerResponse;
  response.writeHead = ((status: number, given: object = {}) => {
    const headers: Record<string, string | number | string[]> = {};
    const all = {
      ...response.getHeaders(),
      ...(Array.isArray(given) ? pairs(given) : given),
    };
    for (const [name, value] of Object.entries(all))
      headers[name.toLowerCase()] = value as string;
    for (const name of response.getHeaderNames()) response.removeHeader(name);
    rewrite(headers, status);
    return write(status, headers);
  }) as typeof response.writeHead;
}

function pairs(flat: readonly unknown[]): Record<string, unknown> {
  const found: Record<string, unknown> = {};
  for (let at = 0; at < flat.length; at += 2)
    found[String(flat[at])] = flat[at + 1];
  return found;
}

/** The tree of a packaged lesson, with next to nothing in each file, and another lesson beside it. */
function makeMedia(
  endpoint: string,
  changes: Record<string, string | Buffer | null>,
): string {
  const root = mkdtempSync(join(tmpdir(), "doctor-"));
  const segment = Buffer.alloc(376);
  segment[0] = segment[188] = 0x47;
  const media = (...names: string[]) =>
    [
      "#EXTM3U",
      "#EXT-X-TARGETDURATION:6",
      ...names.flatMap((name) =>
        name.startsWith("#") ? [name] : ["#EXTINF:6,", name],
      ),
      "#EXT-X-ENDLIST",
      "",
    ].join("\n");
  const key = `#EXT-X-KEY:METHOD=AES-128,URI="${endpoint}/key/lesson-1"`;
  const files: Record<string, string | Buffer | null> = {
    "courses/lesson-1/index.m3u8": `#EXTM3U
#EXT-X-MEDIA:TYPE=SUBTITLES,GROUP-ID="subs",NAME="de",URI="index_captions_de.m3u8"
#EXT-X-STREAM-INF:BANDWIDTH=2000000,SUBTITLES="subs"
index_720p.m3u8
#EXT-X-STREAM-INF:BANDWIDTH=1000000,SUBTITLES="subs"
index_480p.m3u8
`,
    "courses/lesson-1/index_720p.m3u8": media(
      key,
      "720p/1.ts",
      "720p/2.ts",
      "720p/3.ts",
    ),
    "courses/lesson-1/index_480p.m3u8": media(
      key,
      "480p/1.ts",
      "480p/2.ts",
      "480p/3.ts",
    ),
    "courses/lesson-1/index_captions_de.m3u8": media("captions/1.vtt"),
    "courses/lesson-1/captions/1.vtt": "WEBVTT\n",
    "courses/lesson-1/captions.vtt": "WEBVTT\n",
    "courses/lesson-1/poster.jpg": Buffer.from([0xff, 0xd8, 0xff, 0xe0]),
    "courses/lesson-2/index.m3u8": media("1.ts"),
  };
  for (const quality of ["720p", "480p"])
    for (const at of [1, 2, 3])
      files[`courses/lesson-1/${quality}/${at}.ts`] = segment;
  for (const [path, content] of Object.entries({ ...files, ...changes })) {
    if (content === null) continue;
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), content);
  }
  return root;
}

async function listenOn(
  t: TestContext,
  server: ReturnType<typeof createServer>,
): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  t.after(() => {
    server.close();
    server.closeAllConnections();
  });
  return (server.address() as AddressInfo).port;
}
