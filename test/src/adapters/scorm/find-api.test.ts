import assert from "node:assert/strict";
import { test } from "node:test";
import {
  findScormApi,
  type ScormWindow,
} from "../../../../src/adapters/scorm/index.js";

const api12 = { LMSInitialize: () => "true" };
const api2004 = { Initialize: () => "true" };

/** A window of another origin: parent and opener may be read, nothing else. */
function foreign(around: ScormWindow): ScormWindow {
  return new Proxy(around, {
    get: (target, name) => {
      if (name === "parent" || name === "opener")
        return Reflect.get(target, name) as unknown;
      throw new DOMException("Blocked a frame", "SecurityError");
    },
  });
}

for (const [where, start, version] of [
  ["in the window itself", { API: api12 }, "1.2"],
  ["in a frame around the frames around it", { parent: { parent: { API_1484_11: api2004 } } }, "2004"], // prettier-ignore
  ["in the window that opened the page", { parent: {}, opener: { API: api12 } }, undefined], // prettier-ignore
  ["in the opener of the outermost window", { parent: { opener: { parent: { API: api12 } } } }, "1.2"], // prettier-ignore
  ["behind a window of another origin", { parent: foreign({ parent: { API: api12 } }) }, "1.2"], // prettier-ignore
  ["as both, of which the newer is taken", { API: api12, API_1484_11: api2004 }, "2004"], // prettier-ignore
  ["nowhere, beside something that is called so", { API: "https://…", API_1484_11: {} }, undefined], // prettier-ignore
] as [string, ScormWindow, string | undefined][])
  test(`the LMS's runtime ${where}`, () => {
    assert.equal(findScormApi(start)?.version, version);
  });

test("windows that name each other, or throw, do not keep the walk going", () => {
  const top: { parent?: ScormWindow; opener?: ScormWindow } = {};
  top.parent = top;
  top.opener = { parent: top };
  assert.equal(findScormApi({ parent: top }), undefined);
  let deep: ScormWindow = { API: api12 };
  for (let depth = 0; depth < 100; depth += 1) deep = { parent: deep };
  assert.equal(findScormApi(deep), undefined);
  const closed = new Proxy({}, {
    get: () => {
      throw new Error("closed");
    },
  }); // prettier-ignore
  assert.equal(findScormApi({ opener: closed }), undefined);
});
