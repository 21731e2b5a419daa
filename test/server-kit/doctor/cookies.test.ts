import { findsFaults } from "../../support/doctor-faults.js";
import { bearer, type Flaws } from "../../support/doctor-stage.js";

/** The endpoint with other `Set-Cookie` lines of CloudFront's. */
const lines = (change: (line: string) => string | string[] | null): Flaws => ({
  spoilGrant(headers) {
    const set = headers["set-cookie"];
    if (set === undefined) return;
    headers["set-cookie"] = [set]
      .flat()
      .flatMap((line) =>
        String(line).startsWith("CloudFront-")
          ? (change(String(line)) ?? [])
          : [String(line)],
      );
  },
});

const isSet = (line: string) => !/Max-Age=0|=;/.test(line);

findsFaults({
  "one cookie lost by a gateway": {
    flaws: lines((line) =>
      line.startsWith("CloudFront-Signature=") ? null : line,
    ),
    finds: ["cookie-missing"],
    says: /CloudFront-Signature is missing/,
  },
  "a name in another case": {
    flaws: lines((line) =>
      line.replace(/^CloudFront-Key-Pair-Id=/, "CloudFront-Key-Pair-ID="),
    ),
    finds: ["cookie-misspelt", "cookie-missing"],
    says: /CloudFront-Key-Pair-ID is misspelt/,
  },
  "values that PHP's setcookie() has encoded": {
    flaws: lines((line) =>
      isSet(line)
        ? line.replace(
            /^(CloudFront-(?:Policy|Signature)=)([^;]*)/,
            (_, name: string, value: string) =>
              name +
              value
                .replaceAll("_", "%5F")
                .replaceAll("~", "%7E")
                .replace(/-/g, "%2D")
                .replace(/^./, (c) => `%${c.charCodeAt(0).toString(16)}`),
          )
        : line,
    ),
    finds: ["cookie-encoded"],
  },
  "no Domain, and another host": {
    flaws: lines((line) => line.replace(/; Domain=[^;]*/, "")),
    finds: ["cookie-other-domain"],
    says: /the cookies have no Domain/,
  },
  "a Domain that is the endpoint's own": {
    flaws: lines((line) =>
      line.replace(/; Domain=[^;]*/, "; Domain=api.school.example"),
    ),
    finds: ["cookie-other-domain"],
  },
  "a Domain of somebody else": {
    flaws: lines((line) =>
      line.replace(/; Domain=[^;]*/, "; Domain=other.example"),
    ),
    finds: ["cookie-other-domain"],
  },
  "a Path that is too narrow": {
    flaws: lines((line) =>
      line.replace(/; Path=[^;]*/, "; Path=/courses/lesson-1/720p/"),
    ),
    finds: ["cookie-path"],
  },
  "no Secure": {
    flaws: lines((line) => line.replace("; Secure", "")),
    finds: ["cookie-not-secure"],
  },
  "SameSite=None without Secure": {
    flaws: lines((line) =>
      line.replace("; Secure", "").replace("SameSite=Lax", "SameSite=None"),
    ),
    finds: ["cookie-none-insecure"],
  },
  "no HttpOnly": {
    flaws: lines((line) => line.replace("; HttpOnly", "")),
    finds: ["cookie-readable"],
  },
  "one host, and a Domain all the same": {
    flaws: { hostOnly: true, grant: { cookies: { domain: "school.example" } } },
    finds: ["cookie-too-wide"],
  },
  "a page of another site": {
    flaws: {
      edge: {
        cors: { origins: ["https://lms.other.example"], credentials: true },
      },
      grant: { origins: ["https://lms.other.example"] },
    },
    options: { origin: "https://lms.other.example" },
    finds: ["cross-site-cookies"],
    says: /SameSite=Lax/,
  },
  "the same cookies under two paths": {
    flaws: lines((line) =>
      isSet(line) ? [line, line.replace(/; Path=[^;]*/, "; Path=/")] : line,
    ),
    finds: ["cookie-duplicate"],
  },
  "an end in the past": {
    flaws: lines((line) =>
      isSet(line) ? `${line}; Expires=Thu, 26 Nov 2020 09:00:00 GMT` : line,
    ),
    finds: ["cookie-expired"],
  },
  "Policy and Expires": {
    flaws: lines((line) =>
      line.startsWith("CloudFront-Expires=")
        ? line
            .replace(/=[^;]*/, "=1999999999")
            .replace(/; Max-Age=0|; Expires=[^;]*/g, "")
        : line,
    ),
    finds: ["policy-and-expires", "signature-refused"],
  },
  "an edge by plain http, and Secure cookies": {
    flaws: {
      changeBody: (body) => ({
        ...body,
        videoUrl: String(body["videoUrl"]).replace("https:", "http:"),
      }),
    },
    // The edge's plain http leads to https, and the captions are of another origin now.
    finds: [
      "cookie-insecure",
      "other-video",
      "edge-redirects",
      "signature-missing",
    ],
  },
  "cookies of an older grant": {
    flaws: lines((line) => (isSet(line) ? line : null)),
    options: {
      grantHeaders: {
        Authorization: bearer,
        Cookie: "session=a-long-session; CloudFront-Expires=1700000000",
      },
    },
    finds: ["cookie-stale"],
    says: /CloudFront-Expires/,
  },
});
