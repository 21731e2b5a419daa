import type { ServerResponse } from "node:http";
import { findsFaults } from "../../support/doctor-faults.js";
import { cdn, playlistUrl } from "../../support/doctor-stage.js";

const file =
  (status: number, body: string) => (_: unknown, response: ServerResponse) =>
    void response.writeHead(status, { "Content-Type": "text/xml" }).end(body);

const refused = (code: string) =>
  Promise.reject(Object.assign(new Error("no"), { code }));

findsFaults({
  "a host name that is not in DNS": {
    options: {
      connect: () => refused("ENOTFOUND"),
      url: playlistUrl,
    },
    finds: ["host-unknown"],
  },
  "nobody at that port": {
    options: {
      // Port 1 of this machine is nobody's.
      connect: () => Promise.resolve({ host: "127.0.0.1", port: 1 }),
    },
    finds: ["no-answer"],
    says: /ECONNREFUSED/,
  },
  "a certificate for other hosts": {
    flaws: { hosts: ["www.school.example"] },
    finds: ["certificate-other-host"],
  },
  "a certificate that nobody has signed": {
    options: { ca: [] },
    finds: ["certificate-untrusted"],
  },
  "a certificate that is over": {
    options: {},
    flaws: { certificateDays: -1 },
    finds: ["certificate-expired"],
  },
  "a certificate that ends in a week": {
    flaws: { certificateDays: 7 },
    finds: ["certificate-ends-soon"],
    says: /ends in [67] days/,
  },
  "TLS 1.0": {
    flaws: { tls: { minVersion: "TLSv1", ciphers: "DEFAULT:@SECLEVEL=0" } },
    finds: ["tls-outdated"],
  },
  "a signed behavior that allows plain http": {
    flaws: { plainHttp: file(403, "<Error><Code>MissingKey</Code></Error>") },
    finds: ["plain-http"],
  },
  "a grant that names the edge by plain http": {
    flaws: { plainHttp: file(403, "<Error><Code>MissingKey</Code></Error>") },
    options: { url: playlistUrl.replace("https:", "http:") },
    finds: ["mixed-content", "other-video", "plain-http"],
  },
  "an edge that has no origin": {
    flaws: {
      edge: {
        intercept: ({ url }) =>
          url?.startsWith("/courses/") ? { status: 502 } : undefined,
      },
    },
    finds: ["edge-error"],
    says: new RegExp(`${cdn}/courses/lesson-1/index.m3u8 with 502`),
  },
  "a firewall": {
    flaws: {
      edge: {
        intercept: ({ url }) =>
          url?.startsWith("/courses/")
            ? {
                status: 403,
                body: "<html>Request blocked.</html>",
                headers: { "Content-Type": "text/html" },
              }
            : undefined,
      },
    },
    finds: ["edge-blocked"],
  },
});
