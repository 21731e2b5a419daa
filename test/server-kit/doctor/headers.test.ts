import { findsFaults } from "../../support/doctor-faults.js";
import { lms, type Flaws } from "../../support/doctor-stage.js";

/** Files of the edge with other headers. */
const headers = (
  change: Record<string, string | null>,
  only: RegExp = /./,
): Flaws => ({
  spoilEdge(all, { url = "" }, status) {
    if (status !== 200 || !only.test(url)) return;
    for (const [name, value] of Object.entries(change))
      if (value === null) delete all[name];
      else all[name] = value;
  },
});

findsFaults({
  "no CORS headers": {
    flaws: { edge: { cors: { origins: ["https://www.school.example"] } } },
    finds: ["cors-missing"],
  },
  "CORS by *": {
    flaws: { edge: { cors: { origins: ["*"] } } },
    finds: ["cors-wildcard"],
  },
  "CORS without credentials": {
    flaws: { edge: { cors: { origins: [lms] } } },
    finds: ["cors-no-credentials"],
  },
  "CORS on some files alone": {
    flaws: headers({ "access-control-allow-origin": null }, /\.ts/),
    finds: ["cors-missing"],
  },
  "CORS without Vary": {
    flaws: headers({ vary: null }),
    finds: ["vary-missing"],
  },
  "a playlist as plain text": {
    flaws: headers({ "content-type": "text/plain" }, /m3u8/),
    finds: ["content-type"],
  },
  "captions without a type": {
    flaws: headers({ "content-type": "binary/octet-stream" }, /\.vtt/),
    finds: ["content-type"],
  },
  "a year in the browser's cache": {
    flaws: headers(
      { "cache-control": "public, max-age=31536000, immutable" },
      /\.ts/,
    ),
    finds: ["cache-outlives-grant"],
    says: /31536000 seconds/,
  },
  "no Cache-Control": {
    flaws: headers({ "cache-control": null }),
    finds: ["cache-unsaid"],
  },
  "refusals that browsers keep": {
    flaws: {
      spoilEdge(all, _, status) {
        if (status === 403) all["cache-control"] = "max-age=300";
      },
    },
    finds: ["refusal-cached"],
  },
});
