import { checkShape } from "./check-shape.js";
import type { JobFinding, Severity } from "./findings.js";
import { viewJob, type JobView } from "./job-view.js";
import { checkAudio } from "./rules/audio.js";
import { checkCaptions } from "./rules/captions.js";
import { checkEncryption } from "./rules/encryption.js";
import { checkGroups } from "./rules/groups.js";
import { checkVideo } from "./rules/video.js";
import { checkWholeJob } from "./rules/whole-job.js";
import { shape } from "./shape.js";

export type { JobFinding, JobFindingCode, Severity } from "./findings.js";

const order: Record<Severity, number> = { error: 0, warning: 1, note: 2 };

const rules: readonly ((view: JobView) => Iterable<JobFinding>)[] = [
  checkWholeJob,
  checkGroups,
  checkVideo,
  checkAudio,
  checkCaptions,
  checkEncryption,
];

/**
 * What MediaConvert would refuse about a job, and what would play badly, without asking it: first what the service's own
 * model says (names, types, enums, ranges), then what that does not say. Any JSON may be given; no message holds a value.
 *
 * Nothing of severity `error` or `warning` means that the job is sound; a `note` is worth a thought.
 * @param job as CreateJob takes it
 * @returns errors first; an empty list where there is nothing to say
 * @example
 * ```ts
 * for (const { severity, code, path, mend } of lintJob(job)) console.log(severity, code, path, mend);
 * ```
 */
export function lintJob(job: unknown): JobFinding[] {
  return lint(job, job, "job", "CreateJobRequest");
}

/** As {@link lintJob}, for a job template, which has neither source nor destination. */
export function lintJobTemplate(template: unknown): JobFinding[] {
  return lint(template, template, "template", "CreateJobTemplateRequest");
}

/** As {@link lintJob}, for a preset, which is one output. @param kind of the group that it is for */
export function lintPreset(
  preset: unknown,
  kind: "hls" | "cmaf" | "files" = "hls",
): JobFinding[] {
  const Type = {
    hls: "HLS_GROUP_SETTINGS",
    cmaf: "CMAF_GROUP_SETTINGS",
    files: "FILE_GROUP_SETTINGS",
  }[kind];
  const Outputs = [
    (preset as { Settings?: unknown } | undefined)?.Settings ?? {},
  ];
  const group = { OutputGroupSettings: { Type }, Outputs };
  const within = "Settings.OutputGroups[0].Outputs[0]";
  const found = lint(
    preset,
    { Settings: { OutputGroups: [group] } },
    "preset",
    "CreatePresetRequest",
  );
  return found.map((each) => ({
    ...each,
    path: each.path.replace(within, "Settings"),
  }));
}

function lint(
  given: unknown,
  job: unknown,
  as: JobView["as"],
  name: string,
): JobFinding[] {
  const view = viewJob(job, as);
  const found = [
    ...checkShape(shape(name), given, ""),
    ...rules.flatMap((rule) => [...rule(view)]),
  ];
  return found.toSorted((a, b) => order[a.severity] - order[b.severity]);
}
