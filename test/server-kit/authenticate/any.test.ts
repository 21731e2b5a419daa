import assert from "node:assert/strict";
import { test } from "node:test";
import { authenticateByAny, GrantError } from "../../../server-kit/index.js";
import { unavailableError } from "../../../server-kit/errors.js";

const request = new Request("https://api.school.example/grant");
const nobody = () => undefined;
const ada = async () => "Ada";
const refuses = (detail: string) => () => {
  throw new GrantError("not-signed-in", detail);
};
const isDown = () =>
  Promise.reject(unavailableError("issuer-unavailable", new Error("boom")));

test("the first way that knows a viewer is taken, and those behind it are not asked", async () => {
  const never = () => assert.fail();
  assert.equal(await authenticateByAny(nobody, ada, never)(request), "Ada");
  assert.equal(
    await authenticateByAny(refuses("Expired."), isDown, ada, never)(request),
    "Ada",
  );
});

test("where no way knows one, nobody is known", async () => {
  assert.equal(
    await authenticateByAny<string>(
      nobody,
      () => false,
      () => null,
    )(request),
    undefined,
  );
});

test("the last reason is told, and that one could not be asked goes before", async () => {
  await assert.rejects(
    authenticateByAny(
      refuses("First."),
      nobody,
      refuses("Second."),
      nobody,
    )(request),
    { message: "Second." },
  );
  for (const ways of [
    [isDown, refuses("No.")],
    [refuses("No."), isDown, refuses("No.")],
  ])
    await assert.rejects(authenticateByAny(...ways)(request), {
      reason: "issuer-unavailable",
    });
});

test("no way at all is told when the endpoint starts", () => {
  assert.throws(() => authenticateByAny(), /`ways` is an array of 0/);
  assert.throws(() => authenticateByAny(ada, undefined as never), /`ways`/);
});
