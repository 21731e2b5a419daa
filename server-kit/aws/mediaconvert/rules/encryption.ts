import { finding, type JobFinding } from "../findings.js";
import { textIn, within, type JobView, type Placed } from "../job-view.js";
import { isKnownKey } from "../known-keys.js";

/** Whether players can decrypt it, and others cannot. */
export function* checkEncryption({ streams }: JobView): Generator<JobFinding> {
  for (const { settings } of streams) {
    if (settings.value["Encryption"] == null) continue;
    const encryption = within(settings, "Encryption");
    if (encryption.value["EncryptionMethod"] !== "AES128")
      yield finding("needs-drm", `${encryption.path}.EncryptionMethod`);
    const type = encryption.value["Type"];
    if (type === "STATIC_KEY" && encryption.value["StaticKeyProvider"])
      yield* checkKey(
        within(encryption, "StaticKeyProvider"),
        textIn(settings, "Destination"),
      );
    else if (type !== "SPEKE" || !encryption.value["SpekeKeyProvider"])
      yield finding("encryption-incomplete", encryption.path);
  }
}

function* checkKey(
  provider: Placed,
  destination: string | undefined,
): Generator<JobFinding> {
  const key = textIn(provider, "StaticKeyValue");
  const url = textIn(provider, "Url");
  if (key === undefined || url === undefined)
    yield finding("key-missing", provider.path);
  if (key !== undefined && isKnownKey(key))
    yield finding("key-known", `${provider.path}.StaticKeyValue`);
  if (url === undefined) return;
  const path = `${provider.path}.Url`;
  if (!/^https:\/\/./.test(url)) yield finding("key-url", path);
  if (isInBucket(url, destination)) yield finding("key-in-bucket", path);
}

function isInBucket(url: string, destination: string | undefined): boolean {
  const bucket = /^s3:\/\/([^/]+)/.exec(destination ?? "")?.[1];
  return (
    /^s3:|\.s3[.-][^/]*amazonaws\.com|^https:\/\/s3[.-]/.test(url) ||
    (bucket !== undefined && url.startsWith(`https://${bucket}/`)) ||
    /\.key(?:\?|$)/.test(url)
  );
}
