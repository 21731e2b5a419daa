import { expect } from "@open-wc/testing";
import type { ErrorData } from "hls.js";
import { hlsFailure } from "../../../src/playback/hls-failure.js";

const url = "https://video.example/lesson-1/480p-00.m4s?Signature=SECRET";
const bare = "https://video.example/lesson-1/480p-00.m4s";

const network = (status: number, details = "fragLoadError") =>
  ({
    type: "networkError",
    details,
    fatal: true,
    response: { code: status, text: "", url },
  }) as unknown as ErrorData;

const media = {
  type: "mediaError",
  details: "bufferAppendError",
  fatal: true,
} as ErrorData;

const rows: [what: string, data: ErrorData, code: string, message: RegExp][] = [
  ["401", network(401), "edge-refused", /answered \S+ with 401/],
  ["403", network(403), "edge-refused", /answered \S+ with 403/],
  ["404", network(404), "playback-failed", /does not have .* \(404\)/],
  ["410", network(410), "playback-failed", /does not have .* \(410\)/],
  [
    "a web page instead of a playlist",
    network(200, "manifestParsingError"),
    "playback-failed",
    /not what hls\.js can play \(manifestParsingError\)/,
  ],
  ["500", network(500), "unreachable", /answered \S+ with 500/],
  ["no answer", network(0), "unreachable", /offline, or .* CORS/],
  ["a media error", media, "playback-failed", /\(bufferAppendError\)/],
];

describe("a fatal error of hls.js", () => {
  for (const [what, data, code, message] of rows)
    it(`after ${what} is ${code}`, () => {
      const error = hlsFailure(data);
      expect(error.code).to.equal(code);
      expect(error.message).to.match(message);
      expect((error.cause as Error).message).to.equal(
        `hls.js: ${data.details}`,
      );
    });

  it("names the file, without its signature", () => {
    for (const data of [
      network(403),
      network(0),
      { ...network(0), response: undefined, frag: { url } },
      { ...network(0), response: undefined, url },
    ]) {
      const { message } = hlsFailure(data as unknown as ErrorData);
      expect(message).to.contain(bare);
      expect(message).not.to.contain("SECRET");
    }
  });
});
