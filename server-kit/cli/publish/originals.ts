import { stat } from "node:fs/promises";
import { extname } from "node:path";
import type { Video } from "../find-videos.js";
import type { FileToUpload } from "../upload-folder.js";

/** What the source is called in the upload bucket: the stack's function makes the video's ID of it again. */
export function sourceKey({ id, file }: Video): string {
  return `${id}${extname(file).toLowerCase()}`;
}

/** What a captions file is called beside it. */
export function captionKey(
  { id }: Video,
  { language, file }: Video["captions"][number],
): string {
  return `${id}.${language}${extname(file).toLowerCase()}`;
}

/** All that a job reads. The source comes last: it may begin the job. */
export async function originalsOf(
  video: Video,
  withCaptions: boolean,
): Promise<FileToUpload[]> {
  const captions = withCaptions ? video.captions : [];
  const files = [
    ...captions.map((each) => ({
      file: each.file,
      key: captionKey(video, each),
    })),
    { file: video.file, key: sourceKey(video) },
  ];
  return Promise.all(
    files.map(async ({ file, key }) => ({
      file,
      key,
      bytes: (await stat(file)).size,
    })),
  );
}
