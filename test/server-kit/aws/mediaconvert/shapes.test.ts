import assert from "node:assert/strict";
import { test } from "node:test";
import {
  readSdkShapes,
  type SdkMember,
} from "../../../../build/mediaconvert-sdk-shapes.js";
import type { Member } from "../../../../server-kit/aws/mediaconvert/shape.js";
import { shapes } from "../../../../server-kit/aws/mediaconvert/shapes.js";

/** Without what the SDK does not say: ranges and patterns. */
function plain(member: Member | SdkMember): unknown {
  if (member.is === "list" || member.is === "map")
    return { ...member, of: plain(member.of) };
  const { is, required } = member;
  return {
    is: ["integer", "boolean"].includes(is)
      ? is.replace("integer", "number").replace("boolean", "any")
      : is,
    ...(required && { required }),
    ...("values" in member && { values: member.values }),
    ...("shape" in member && { shape: member.shape }),
  };
}

test("the table of shapes is that of the SDK that is installed: npm run mediaconvert:shapes writes it anew", () => {
  const sdk = readSdkShapes();
  assert.deepEqual(Object.keys(shapes), Object.keys(sdk));
  for (const [name, members] of Object.entries(sdk))
    assert.deepEqual(
      Object.entries(shapes[name]!).map(([key, member]) => [
        key,
        plain(member),
      ]),
      Object.entries(members).map(([key, member]) => [key, plain(member)]),
      name,
    );
});

test("every pattern of the service compiles here, and every shape that is named is there", () => {
  const look = (member: Member): void => {
    if (member.is === "text" && member.pattern !== undefined)
      assert.ok(new RegExp(member.pattern), member.pattern);
    if (member.is === "shape") assert.ok(shapes[member.shape], member.shape);
    if (member.is === "list" || member.is === "map") look(member.of);
  };
  for (const members of Object.values(shapes))
    Object.values(members).forEach(look);
});
