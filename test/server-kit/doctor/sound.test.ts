import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { diagnose } from "../../../server-kit/doctor/diagnose.js";
import { stage, type Flaws } from "../../support/doctor-stage.js";

const sound: Record<string, Flaws> = {
  "cookies for a common domain": {},
  "cookies for the edge's host alone": { hostOnly: true },
  "signed URLs": { grant: { delivery: "query" } },
  "refusals with CORS headers": {
    edge: {
      cors: {
        origins: ["https://lms.school.example"],
        credentials: true,
        onRefusals: true,
      },
    },
  },
};

describe("a sound set-up gives no finding", () => {
  for (const [name, flaws] of Object.entries(sound))
    test(name, async (t) => {
      const { options } = await stage(t, flaws);
      const { checks, findings } = await diagnose(options);
      assert.deepEqual(findings, []);
      const open = checks.filter(({ status }) => status !== "ok");
      assert.deepEqual(
        open.map(({ id }) => id),
        name === "signed URLs" ? ["cookies"] : [],
        "All but the check of the other delivery can be answered.",
      );
    });
});
