import {
  createSigner,
  scope,
  type Scope,
  type Signer,
} from "../../../server-kit/index.js";
import { findsFaults } from "../../support/doctor-faults.js";
import {
  cdn,
  cloudFrontBase64,
  privateKey,
  sign,
  signByOther,
  signPattern,
  type Flaws,
} from "../../support/doctor-stage.js";

/** Signs something else than what it is asked for. */
const signing =
  (other: (whole: Scope) => Scope): Signer =>
  async (whole, terms) => ({
    ...(await sign(other(whole), terms)),
    scope: whole,
  });

const at =
  (seconds: number): Signer =>
  (whole, terms) =>
    sign(whole, { ...terms, expiresAt: terms.expiresAt + seconds });

const lesson = "courses/lesson-1";

findsFaults({
  "a key pair ID that the edge does not know": {
    flaws: { signer: createSigner({ keyPairId: "KOTHER", privateKey }) },
    finds: ["key-unknown"],
  },
  "another private key": {
    flaws: { signer: signByOther },
    finds: ["signature-refused"],
  },
  "a signature of SHA-256 without its marker": {
    flaws: {
      spoilGrant(all) {
        const set = all["set-cookie"];
        if (set)
          all["set-cookie"] = [set]
            .flat()
            .map(String)
            .filter((line) => !line.startsWith("CloudFront-Hash"));
      },
    },
    finds: ["signature-refused"],
  },
  "a signature for the playlist alone": {
    flaws: {
      signer: signing(() =>
        scope.file(cdn, "courses", "lesson-1", "index.m3u8"),
      ),
    },
    finds: ["scope"],
    says: /index_captions_de\.m3u8/,
  },
  "a signature for another lesson": {
    flaws: {
      signer: signing(() => scope.directory(cdn, "courses", "lesson-2")),
    },
    finds: ["scope"],
    says: /Resource is https:\/\/cdn\.school\.example\/courses\/lesson-2\/\*/,
  },
  "a signature for everything": {
    flaws: { signer: signing(() => scope.dangerouslyWide(cdn)) },
    finds: ["scope-too-wide"],
  },
  "a signature for all courses": {
    flaws: { signer: signing(() => scope.directory(cdn, "courses")) },
    finds: ["scope-too-wide"],
    says: /also opens https:\/\/cdn\.school\.example\/courses\/lesson-2/,
  },
  "a pattern without a slash at the end": {
    flaws: { signer: signPattern(`${cdn}/courses/lesson-1*`) },
    finds: ["scope-open-end"],
    says: /Resource is https:\/\/cdn\.school\.example\/courses\/lesson-1\*/,
  },
  "a pattern with a wildcard in the middle": {
    flaws: { signer: signPattern(`${cdn}/courses/*/index*`) },
    finds: ["scope-too-wide", "scope-wildcard", "scope"],
  },
  "an origin that follows ..": {
    flaws: {
      insteadOfEdge({ url = "" }, response) {
        if (!url.startsWith("/courses/lesson-1/../")) return false;
        response.writeHead(200).end("#EXTM3U\n");
        return true;
      },
    },
    finds: ["scope-escape"],
    says: /courses\/lesson-2\/index\.m3u8/,
  },
  "a signing clock that is behind": {
    flaws: { signer: at(-3_600) },
    finds: ["clock-off"],
    says: /signer's clock is off: .* for 45 min/,
  },
  "an endpoint's clock that is ahead": {
    flaws: {
      signer: at(300),
      spoilGrant(all) {
        all["date"] = new Date(Date.now() + 300_000).toUTCString();
      },
    },
    finds: ["clock-off"],
    says: /grant endpoint's clock is off: 300 s ahead|5 min ahead/,
  },
  "a grant for one address": {
    flaws: {
      signer: (whole, terms) =>
        sign(whole, { ...terms, ipAddress: "127.0.0.1/32" }),
    },
    finds: ["address-locked"],
  },
  "a file that is missing, which the bucket says": {
    flaws: { files: { [`${lesson}/index_480p.m3u8`]: null } },
    finds: ["object-missing"],
    says: /index_480p/,
  },
  "a file that is missing, which the bucket does not say": {
    flaws: {
      files: { [`${lesson}/720p/3.ts`]: null },
      edge: { missingFileStatus: 403 },
    },
    finds: ["object-forbidden", "missing-as-forbidden"],
    says: /720p\/3\.ts/,
  },
  "a playlist that is none": {
    flaws: {
      files: { [`${lesson}/index_720p.m3u8`]: "<html>Not found</html>" },
    },
    finds: ["not-a-playlist"],
    says: /it is a web page/,
  },
  "an empty playlist": {
    flaws: {
      files: { [`${lesson}/index_720p.m3u8`]: "#EXTM3U\n#EXT-X-ENDLIST\n" },
    },
    finds: ["playlist-empty"],
  },
  "a segment that is a web page": {
    flaws: { files: { [`${lesson}/480p/1.ts`]: "<!doctype html>" } },
    finds: ["not-media"],
  },
  "a key in hex": {
    flaws: { key: Buffer.from("73697874656565206279746520206b65") },
    finds: ["key-length"],
    says: /32 bytes/,
  },
  "a key endpoint that does not take the viewer's token": {
    options: { grantHeaders: { "X-Viewer": "ada's own long secret" } },
    flaws: { grant: { authenticate: () => "ada" } },
    finds: ["key-refused", "cors-preflight"],
  },
  "a redirect": {
    flaws: {
      insteadOfEdge({ url }, response) {
        if (url !== `/${lesson}/index_720p.m3u8`) return false;
        response
          .writeHead(302, { Location: "/elsewhere/index.m3u8?token=a-secret" })
          .end();
        return true;
      },
    },
    finds: ["edge-redirects"],
    says: /to https:\/\/cdn\.school\.example\/elsewhere\/index\.m3u8 instead/,
  },
});

findsFaults({
  "query delivery: a parameter is missing": {
    flaws: {
      grant: { delivery: "query" },
      ...inBody((url) => url.replace(/&?Key-Pair-Id=[^&]*/, "")),
    },
    finds: ["signature-missing"],
  },
  "query delivery: a policy in plain base64": {
    flaws: {
      grant: { delivery: "query" },
      ...inBody((url) =>
        url.replace(
          /Policy=[^&]*/,
          `Policy=${Buffer.from('{"Statement":[]}').toString("base64")}`,
        ),
      ),
    },
    finds: ["signature-malformed"],
  },
  "query delivery: times in milliseconds": {
    flaws: {
      grant: { delivery: "query" },
      ...inBody((url) =>
        url.replace(
          /Policy=[^&]*/,
          `Policy=${cloudFrontBase64(Buffer.from(`{"Statement":[{"Resource":"${cdn}/*","Condition":{"DateLessThan":{"AWS:EpochTime":1795687200000}}}]}`))}`,
        ),
      ),
    },
    finds: ["signature-malformed"],
    says: /milliseconds/,
  },
});

/** The endpoint's answer with another `videoUrl`. */
function inBody(change: (url: string) => string): Flaws {
  return {
    changeBody: (body) => ({
      ...body,
      videoUrl: change(String(body["videoUrl"])),
    }),
  };
}
