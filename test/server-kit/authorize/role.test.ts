import assert from "node:assert/strict";
import { test } from "node:test";
import {
  authorizeByRole,
  scope,
  type Entitlement,
} from "../../../server-kit/index.js";

const lesson: Entitlement = {
  scope: scope.directory("https://cdn.school.example", "a"),
};
const request = new Request("https://api.school.example/grant");
const byRole = authorizeByRole<unknown>({
  roles: ["teacher", "student"],
  entitle: () => lesson,
});
const may = async (claims: unknown): Promise<boolean> => {
  const answer = await byRole({ id: "ada", claims }, "a", request);
  assert.ok(answer === lesson || answer === undefined);
  return answer === lesson;
};

for (const [what, claims] of [
  ["a list of roles", { roles: ["x", "teacher"] }],
  ["one role", { roles: "student" }],
  ["groups", { groups: ["student"] }],
  ["Cognito's groups", { "cognito:groups": ["student"] }],
  ["Cognito's groups behind a REST API", { "cognito:groups": "x,student" }],
  ["Cognito's groups behind an HTTP API", { "cognito:groups": "[x student]" }],
  [
    "one of Cognito's groups behind an HTTP API",
    { "cognito:groups": "[student]" },
  ],
  [
    "Keycloak's realm roles",
    { realm_access: { roles: ["offline_access", "student"] } },
  ],
] as [string, object][])
  test(`a student is known by ${what}`, async () =>
    assert.ok(await may(claims)));

for (const [what, claims] of [
  ["no claims", undefined],
  ["claims that are text", "student"],
  ["no roles", {}],
  [
    "other roles",
    { roles: ["parent"], groups: [], "cognito:groups": "[parent]" },
  ],
  ["an empty role", { roles: "" }],
  [
    "a role that has the name in it",
    { roles: ["students", "ex-student", "STUDENT", " student"] },
  ],
  ["a role of two words", { roles: ["not student"] }],
  ["text with a space that no gateway has made", { roles: "not student" }],
  ["a scope", { scope: "student", scp: ["student"] }],
  ["a role that is an object", { roles: [{ student: true }, ["student"]] }],
  ["a role that is true", { roles: { student: true } }],
  ["roles that are inherited", Object.create({ roles: ["student"] })],
  ["realm roles that are elsewhere", { "realm_access.roles": ["student"] }],
] as [string, unknown][])
  test(`${what} is not a student`, async () =>
    assert.equal(await may(claims), false));

test("a viewer without claims, or none, has no role", async () => {
  for (const viewer of [{ id: "ada" }, "student", 7, null])
    assert.equal(await byRole(viewer, "a", request), undefined);
});

test("the application says where its roles are", async () => {
  const own = authorizeByRole({
    roles: ["admin"],
    rolesOf: (viewer: { role?: string }) => viewer.role,
    entitle: () => lesson,
  });
  assert.equal(await own({ role: "admin" }, "a", request), lesson);
  assert.equal(await own({ role: "student" }, "a", request), undefined);
  assert.equal(await own({}, "a", request), undefined);
});

test("what a role entitles to is asked of the viewer and the video, and may be a no", async () => {
  const asked: unknown[] = [];
  const nested = authorizeByRole<{ id: string; claims: object }>({
    roles: ["student"],
    entitle: authorizeByRole({
      roles: ["paid"],
      entitle: (...all) => {
        asked.push(all);
        return lesson;
      },
    }),
  });
  const ada = { id: "ada", claims: { roles: ["student", "paid"] } };
  assert.equal(await nested(ada, "a", request), lesson);
  assert.deepEqual(asked, [[ada, "a", request]]);
  assert.equal(
    await nested({ id: "bob", claims: { roles: ["student"] } }, "a", request),
    undefined,
  );
  assert.equal(
    await nested({ id: "eve", claims: { roles: ["paid"] } }, "a", request),
    undefined,
  );
  assert.equal(asked.length, 1);
});

for (const [what, options, message] of [
  ["no role", { roles: [] }, /`roles` is an array of 0/],
  ["a role that is text", { roles: "student" }, /`roles` is a string/],
  ["an empty role", { roles: [""] }, /`roles`/],
  ["no entitlement", { entitle: lesson }, /`entitle` is an object/],
  ["roles from nowhere", { rolesOf: "roles" }, /`rolesOf`/],
] as [string, object, RegExp][])
  test(`${what} is told when the endpoint starts`, () => {
    assert.throws(
      () =>
        authorizeByRole({
          roles: ["student"],
          entitle: () => lesson,
          ...options,
        }),
      (error: Error) =>
        error instanceof TypeError && message.test(error.message),
    );
  });
