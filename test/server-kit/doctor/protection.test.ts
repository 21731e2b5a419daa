import type { RequestListener } from "node:http";
import { findsFaults } from "../../support/doctor-faults.js";

const whole = Buffer.concat([
  Buffer.from([0, 0, 0, 24]),
  Buffer.from("ftypisom"),
  Buffer.alloc(400),
]);

const bucketWith =
  (status: number, body: string): RequestListener =>
  (_, response) =>
    void response
      .writeHead(status, {
        "Content-Type": "application/xml",
        Server: "AmazonS3",
      })
      .end(body);

findsFaults({
  "a behavior without key groups": {
    flaws: { edge: { behaviors: [{ pathPattern: "*" }] } },
    finds: ["unprotected"],
  },
  "protection by file extension, which forgets captions": {
    flaws: {
      edge: {
        behaviors: [
          { pathPattern: "*.vtt" },
          { pathPattern: "*", keyGroups: ["lessons"] },
        ],
      },
    },
    finds: ["unprotected-files"],
    says: /captions/,
  },
  "a custom error page with status 200": {
    flaws: {
      edge: {
        intercept: ({ headers, url }) =>
          url?.startsWith("/courses/") && !headers.cookie
            ? {
                status: 200,
                body: "<html>Oops</html>",
                headers: { "Content-Type": "text/html" },
              }
            : undefined,
      },
    },
    finds: ["not-a-playlist"],
  },
  "a key endpoint that asks nobody who he is": {
    flaws: { keysForAll: true },
    finds: ["key-public"],
  },
  "a bucket that everybody may read": {
    flaws: { bucket: bucketWith(200, "#EXTM3U\n") },
    finds: ["bucket-public"],
  },
  "a bucket that everybody may list": {
    flaws: {
      bucket: (request, response) =>
        bucketWith(
          request.url?.includes("list-type") ? 200 : 404,
          request.url?.includes("list-type")
            ? "<ListBucketResult/>"
            : "<Error><Code>NoSuchKey</Code></Error>",
        )(request, response),
    },
    finds: ["bucket-listable"],
  },
  "the source beside the stream, for whoever has the grant": {
    flaws: { files: { "courses/lesson-1/lesson-1.mp4": whole } },
    finds: ["raw-file-in-grant"],
    says: /lesson-1\/lesson-1\.mp4/,
  },
  "the source beside the stream, for everybody": {
    flaws: {
      files: { "courses/lesson-1.mp4": whole },
      edge: {
        behaviors: [
          { pathPattern: "*.mp4" },
          { pathPattern: "*", keyGroups: ["lessons"] },
        ],
      },
    },
    finds: ["raw-file-public"],
  },
});
