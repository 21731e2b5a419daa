/**
 * Writes server-kit/presets/*.json: job templates and presets for MediaConvert's console, for CloudFormation and for the AWS
 * CLI, all made of `buildJob`: `npm run mediaconvert:presets`.
 */
import { mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import type {
  CreateJobTemplateCommandInput,
  CreatePresetCommandInput,
} from "@aws-sdk/client-mediaconvert";
import { format } from "prettier";
import {
  buildJob,
  type JobOptions,
} from "../server-kit/aws/mediaconvert/index.js";

const folder = "server-kit/presets";

const containers = ["ts", "cmaf"] as const;
const packed = { ts: "TS segments", cmaf: "fragmented MP4" };

/** Names of files, and what is in them. */
export function makePresets(): Record<
  string,
  CreateJobTemplateCommandInput | CreatePresetCommandInput
> {
  return Object.fromEntries(
    containers.flatMap((container) => [
      ...(["lesson", "apple", "automated"] as const).map((ladder) => {
        const name = `template-${ladder}-${container}`;
        return [name, template(name, ladder, container)] as const;
      }),
      ...presets(container),
    ]),
  );
}

export function presetText(preset: object): Promise<string> {
  return format(JSON.stringify(preset), { parser: "json" });
}

function jobOf(options: Partial<JobOptions>) {
  return buildJob({
    input: "s3://bucket/video.mp4",
    output: "s3://bucket/video",
    role: "arn:aws:iam::111122223333:role/mediaconvert",
    ...options,
  }).Settings!;
}

/** All of a job but its source and its destination, which whoever uses it gives. */
function template(
  name: string,
  ladder: "lesson" | "apple" | "automated",
  container: "ts" | "cmaf",
): CreateJobTemplateCommandInput {
  const { Inputs, OutputGroups, ...settings } = jobOf({
    container,
    ladder: ladder === "automated" ? {} : ladder,
  });
  const input = structuredClone(Inputs![0]!);
  delete input.FileInput;
  return {
    Name: `secure-hls-${name}`,
    Category: "secure-hls",
    Description: `HLS in ${packed[container]}, ladder ${ladder}: one group of sound, key-frame playlists, pictures of the timeline.`,
    Settings: {
      ...settings,
      Inputs: [input],
      OutputGroups: OutputGroups!.map(withoutDestination),
    },
  };
}

/** One output each, for groups that are put together by hand. */
function presets(
  container: "ts" | "cmaf",
): (readonly [string, CreatePresetCommandInput])[] {
  const [stream] = jobOf({ container }).OutputGroups!;
  return stream!.Outputs!.map((output) => {
    const { NameModifier = "", ContainerSettings, VideoDescription } = output;
    const name = `preset${NameModifier.replace("_audio_en", "_audio").replace("_", "-")}-${container}`;
    const sounds = structuredClone(output.AudioDescriptions);
    for (const sound of sounds ?? []) delete sound.AudioSourceName;
    return [
      name,
      {
        Name: `secure-hls-${name}`,
        Category: "secure-hls",
        Description: `${NameModifier.slice(1)} in ${packed[container]}.`,
        Settings: {
          ...(ContainerSettings && { ContainerSettings }),
          ...(VideoDescription && { VideoDescription }),
          ...(sounds && { AudioDescriptions: sounds }),
        },
      },
    ] as const;
  });
}

type Group = NonNullable<ReturnType<typeof jobOf>["OutputGroups"]>[number];

function withoutDestination(group: Group): Group {
  const copy = structuredClone(group);
  const { HlsGroupSettings, CmafGroupSettings, FileGroupSettings } =
    copy.OutputGroupSettings!;
  for (const settings of [
    HlsGroupSettings,
    CmafGroupSettings,
    FileGroupSettings,
  ])
    delete settings?.Destination;
  return copy;
}

async function main(): Promise<void> {
  mkdirSync(folder, { recursive: true });
  for (const name of readdirSync(folder)) rmSync(`${folder}/${name}`);
  for (const [name, preset] of Object.entries(makePresets()))
    writeFileSync(`${folder}/${name}.json`, await presetText(preset));
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) await main();
