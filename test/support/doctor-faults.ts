import assert from "node:assert/strict";
import { test } from "node:test";
import {
  diagnose,
  type DiagnoseOptions,
  type Diagnosis,
  type FindingId,
} from "../../server-kit/doctor/diagnose.js";
import { stage, type Flaws, type Stage } from "./doctor-stage.js";

/** A set-up with something wrong, and what is to be found in it: that, and nothing else. */
export interface Fault {
  flaws?: Flaws;
  options?: Partial<DiagnoseOptions>;
  finds: FindingId[];
  /** What the cause of the first has to say. */
  says?: RegExp;
}

export function findsFaults(faults: Record<string, Fault>): void {
  for (const [
    name,
    { flaws = {}, options, finds, says = /./ },
  ] of Object.entries(faults))
    test(`${name}: ${finds.join(", ")}`, async (t) => {
      const set = await stage(t, flaws);
      const diagnosis = await diagnose({ ...set.options, ...options });
      assert.deepEqual(
        [...new Set(diagnosis.findings.map(({ id }) => id))].toSorted(),
        finds.toSorted(),
        JSON.stringify(diagnosis.findings, null, 1),
      );
      const first = diagnosis.findings.find(({ id }) => id === finds[0]);
      assert.match(first!.cause, says);
      keepsSecrets(diagnosis, set);
    });
}

/** Neither what the viewer brought, nor what he was given, is in what the doctor says. */
export function keepsSecrets(
  diagnosis: Diagnosis,
  { secrets, options }: Stage,
): void {
  const said = JSON.stringify(diagnosis);
  for (const secret of [
    ...secrets,
    ...Object.values(options.grantHeaders ?? {}),
  ])
    assert.ok(!said.includes(secret), "it says what is secret");
  assert.doesNotMatch(said, /(?:Signature|Policy|Expires|Key-Pair-Id)=/);
}
