import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { createDeviceReader } from "../../../server-kit/sessions/device.js";
import { labelDevice } from "../../../server-kit/sessions/device-label.js";
import { fingerprintDevice } from "../../../server-kit/index.js";

const request = (headers: Record<string, string> = {}): Request =>
  new Request("https://api.school.example/grant", { headers });

describe("a device by its cookie", () => {
  const read = createDeviceReader();

  test("without one gets an ID that nobody can guess, in a cookie that no script sees", () => {
    const first = read(request(), "ada");
    const second = read(request(), "ada");
    assert.equal(first.isNew, true);
    assert.match(first.deviceId, /^[A-Za-z0-9_-]{22}$/);
    assert.notEqual(first.deviceId, second.deviceId);
    assert.equal(
      first.line(first.deviceId),
      `secure-hls-device=${first.deviceId}; Path=/; Max-Age=34560000; Secure; HttpOnly; SameSite=Lax`,
    );
  });

  test("is the same one again by the cookie it got, from any address and by any browser", () => {
    const { deviceId } = read(request(), "ada");
    for (const agent of ["Chrome/1", "Chrome/2"]) {
      const Cookie = `a=b; secure-hls-device=${deviceId}; c=d`;
      const again = read(request({ Cookie, "User-Agent": agent }), "ada");
      assert.deepEqual([again.deviceId, again.isNew], [deviceId, false]);
    }
  });

  for (const [what, value] of [
    ["an empty one", ""],
    ["a short one", "a"],
    ["a long one", "a".repeat(23)],
    ["one of other characters", `${"a".repeat(20)}é!`],
    ["one with a line break in it", `${"a".repeat(20)}%0a`],
  ] as const)
    test(`${what} is not taken for an ID of ours`, () => {
      const Cookie = `secure-hls-device=${encodeURI(value)}`;
      assert.equal(read(request({ Cookie }), "ada").isNew, true);
    });

  test("is not known by another cookie that ends in the same name", () => {
    const Cookie = `x-secure-hls-device=${"a".repeat(22)}`;
    assert.equal(read(request({ Cookie }), "ada").isNew, true);
  });

  test("in an embedded page is set as cookies there have to be", () => {
    const embedded = createDeviceReader({
      name: "d",
      domain: "school.example",
      sameSite: "None",
      partitioned: true,
    });
    assert.equal(
      embedded(request(), "ada").line("x"),
      "d=x; Domain=school.example; Path=/; Max-Age=34560000; Secure; HttpOnly; SameSite=None; Partitioned",
    );
  });

  for (const [option, value] of [
    ["sessions.device.name", { name: "a=b" }],
    ["sessions.device.domain", { domain: ".school.example" }],
    ["sessions.device.partitioned", { partitioned: true }],
    ["sessions.device", "cookie"],
    ["sessions.device", null],
  ] as const)
    test(`a wrong ${option} is named: ${JSON.stringify(value)}`, () => {
      assert.throws(
        () => createDeviceReader(value as never),
        (error: Error) =>
          error instanceof TypeError && error.message.includes(`\`${option}\``),
      );
    });
});

describe("a device by its fingerprint", () => {
  const read = createDeviceReader(
    fingerprintDevice(({ headers }) => headers.get("X-Address")),
  );
  const from = (address: string, agent: string, viewerId = "ada") =>
    read(request({ "X-Address": address, "User-Agent": agent }), viewerId);

  test("is the same as long as viewer, address and browser are, and sets no cookie", () => {
    const device = from("192.0.2.1", "Chrome/1");
    assert.equal(device.deviceId, from("192.0.2.1", "Chrome/1").deviceId);
    assert.equal(device.isNew, false);
    assert.equal(device.line(device.deviceId), undefined);
    const others = [
      from("192.0.2.2", "Chrome/1"),
      from("192.0.2.1", "Chrome/2"),
      from("192.0.2.1", "Chrome/1", "bob"),
    ];
    for (const { deviceId } of others)
      assert.notEqual(deviceId, device.deviceId);
  });

  test("keeps neither address nor browser in its ID", () => {
    assert.match(from("192.0.2.1", "Chrome/1").deviceId, /^[\w-]{22}$/);
  });

  test("needs a function of the application's", () => {
    assert.throws(() => fingerprintDevice("ip" as never), /`ip`/);
    const nameless = createDeviceReader(() => "");
    assert.throws(() => nameless(request(), "ada"), /`sessions\.device`/);
  });
});

describe("what a device is called in the list", () => {
  for (const [label, agent] of [
    [
      "Chrome on Windows",
      "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36",
    ],
    [
      "Edge on Windows",
      "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36 Edg/131.0.0.0",
    ],
    [
      "Firefox on Linux",
      "Mozilla/5.0 (X11; Linux x86_64; rv:132.0) Gecko/20100101 Firefox/132.0",
    ],
    [
      "Safari on macOS",
      "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Safari/605.1.15",
    ],
    [
      "Safari on iPhone",
      "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1",
    ],
    [
      "Chrome on iPhone",
      "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) CriOS/131.0.6778.73 Mobile/15E148 Safari/604.1",
    ],
    [
      "Samsung Internet on Android",
      "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/27.0 Chrome/125.0.0.0 Mobile Safari/537.36",
    ],
    [
      "Chrome on ChromeOS",
      "Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36",
    ],
    [
      "Opera on macOS",
      "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36 OPR/117.0.0.0",
    ],
    ["Browser", "curl/8.0"],
    ["Browser", "<script>alert(1)</script>"],
  ] as const)
    // prettier-ignore
    test(`${label}: ${agent.slice(0, 60)}…`, () => {
      assert.equal(labelDevice(request({ "User-Agent": agent })), label);
    });

  test("a request that says nothing is a browser", () => {
    assert.equal(labelDevice(request()), "Browser");
  });

  test("only the beginning of what a request says of itself is looked at", () => {
    const agent = `Version/18.1 ${"x".repeat(500)} Safari/605.1.15 iPhone`;
    assert.equal(labelDevice(request({ "User-Agent": agent })), "Browser");
  });

  // One that tries each beginning with each end takes minutes for these, and keeps everybody waiting.
  for (const [label, piece] of [
    ["Browser", "Version/"],
    ["Browser", "Version/1 "],
    ["Browser", "Safari/"],
    ["Browser", "Edg"],
    ["Browser", "Chrom"],
    ["Browser on Linux", "X11 "],
  ] as const)
    test(`16 kB of "${piece}" are ${label}, at once`, () => {
      const agent = piece.repeat(Math.ceil(16_384 / piece.length));
      assert.equal(labelDevice(request({ "User-Agent": agent })), label);
    });
});
