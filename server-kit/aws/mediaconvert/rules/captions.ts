import { finding, type JobFinding } from "../findings.js";
import {
  loose,
  textIn,
  within,
  type JobView,
  type OutputView,
  type Placed,
} from "../job-view.js";

/** Captions: where they come from, and that a player shows them. */
export function* checkCaptions(view: JobView): Generator<JobFinding> {
  for (const { outputs, kind } of view.groups)
    for (const output of outputs)
      for (const caption of output.captions) {
        if (view.as === "job") yield* checkSelector(caption, view.inputs);
        if (kind === "hls" || kind === "cmaf")
          yield* checkDestination(caption, output);
      }
}

function* checkSelector(
  caption: Placed,
  inputs: readonly Placed[],
): Generator<JobFinding> {
  const path = `${caption.path}.CaptionSelectorName`;
  const name = textIn(caption, "CaptionSelectorName");
  const known =
    name !== undefined &&
    inputs.every(({ value }) =>
      Object.hasOwn(loose(value["CaptionSelectors"]), name),
    );
  if (!known) yield finding("caption-selector-unknown", path);
}

function* checkDestination(
  caption: Placed,
  { video, sounds, path }: OutputView,
): Generator<JobFinding> {
  const destination = within(caption, "DestinationSettings");
  const type = destination.value["DestinationType"];
  if (type !== "WEBVTT") {
    // These are part of the picture, or of its stream.
    if (!["BURN_IN", "EMBEDDED"].includes(String(type)))
      yield finding("caption-format", `${destination.path}.DestinationType`);
    return;
  }
  if (video || sounds.length > 0) yield finding("caption-output-shared", path);
  if (
    !textIn(caption, "CustomLanguageCode") &&
    !textIn(caption, "LanguageCode")
  )
    yield finding("caption-language", caption.path);
}
