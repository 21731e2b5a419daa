import { HeadObjectCommand, type S3Client } from "@aws-sdk/client-s3";

/**
 * Whether there is such an object. False only where S3 says so.
 * @throws Error that explains a 403, or that of the SDK
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_HeadObject.html
 */
export async function existsOnS3(
  client: S3Client,
  bucket: string,
  key: string,
  abortSignal: AbortSignal,
): Promise<boolean> {
  try {
    const command = new HeadObjectCommand({ Bucket: bucket, Key: key });
    await client.send(command, { abortSignal });
    return true;
  } catch (cause) {
    switch (statusOf(cause)) {
      case 404:
        return false;
      case 403:
        throw new Error(
          `S3 answered 403 for ${key} in ${bucket}: either it is not there, and the role lacks s3:ListBucket on the bucket; or the role lacks s3:GetObject.`,
          { cause },
        );
      default:
        throw cause;
    }
  }
}

/** A HEAD has no body, so that the error's name may be a mere "Unknown". */
function statusOf(error: unknown): number | undefined {
  const { $metadata } = error as { $metadata?: { httpStatusCode?: number } };
  return $metadata?.httpStatusCode;
}
