/** Why a video could not be packaged. */
export type PackagingErrorCode =
  | "ffmpeg-missing"
  | "ffmpeg-failed"
  | "unreadable"
  | "no-video"
  | "bad-captions"
  | "output-exists"
  | "no-space";

/** A video that could not be packaged: its message says what to do, and holds no key. */
export class PackagingError extends Error {
  override readonly name = "PackagingError";
  readonly code: PackagingErrorCode;

  constructor(
    code: PackagingErrorCode,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.code = code;
  }
}
