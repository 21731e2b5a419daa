import type { Texts } from "./texts.js";

/** Names, certificates, plain http, and whether anything is protected. */
export const networkTexts = {
  "host-unknown": {
    cause: "The host name {host} is not in DNS ({code}).",
    mend: "Write the name right, or add a CNAME (or alias) record that leads it to the distribution.",
  },
  "no-answer": {
    cause: "Nobody answers at {host} ({code}).",
    mend: "Look whether the server runs, listens at that port, and lets this network through its firewall.",
  },
  "certificate-expired": {
    cause:
      "The certificate of {host} is not valid at this time ({code}): browsers refuse it.",
    mend: "Renew it (in ACM, for CloudFront in us-east-1), or set the clock of this computer.",
  },
  "certificate-other-host": {
    cause: "The certificate of {host} is for other names: browsers refuse it.",
    mend: "Add {host} to the certificate's names, and the certificate to the distribution beside that alternate domain name.",
  },
  "certificate-untrusted": {
    cause:
      "The certificate of {host} comes from nobody that browsers trust ({code}).",
    mend: "Use one of ACM or another public authority, with its intermediate certificates.",
  },
  "certificate-ends-soon": {
    cause: "The certificate of {host} ends in {days} days.",
    mend: "Renew it; ACM does so by itself while the DNS record that proves the name is in place.",
  },
  "tls-outdated": {
    cause: "{host} still takes connections by TLS 1.0 or 1.1.",
    mend: "Set the distribution's minimum protocol version to TLSv1.2_2021 or newer.",
  },
  "plain-http": {
    cause:
      "{who} answers plain http ({status}) instead of refusing it or leading to https: signatures and cookies can go in the open.",
    mend: "Set the viewer protocol policy of each behavior to HTTPS only, or to redirect.",
  },
  "mixed-content": {
    cause:
      "The page is https and {url} is plain http, which browsers block as mixed content.",
    mend: "Serve it by https, and write https: wherever it is named.",
  },
  unprotected: {
    cause:
      "{url} is not protected: without any signature the answer is {status}.",
    mend: "Restrict viewer access in the behavior that serves this path: name a trusted key group there.",
  },
  "unprotected-files": {
    cause:
      "The playlist is protected, but not all that it names: {files} come without a signature.",
    mend: "Give the default behavior (*) the key group, so that public paths are the exceptions; by file extension something is always forgotten.",
  },
  "key-public": {
    cause:
      "Whoever asks gets the content key {url}, so the encryption protects nothing.",
    mend: "Serve keys by createKeyHandler, which asks who the viewer is, or in a signed behavior.",
  },
  "bucket-public": {
    cause: "The bucket gives out {url} to everybody, past the edge.",
    mend: "Block all public access to the bucket, and let the distribution alone read it: origin access control and a bucket policy.",
  },
  "bucket-listable": {
    cause: "The bucket at {host} tells everybody which files it has.",
    mend: "Block all public access to the bucket: s3:ListBucket is for the distribution alone.",
  },
  "raw-file-public": {
    cause:
      "A whole video file lies beside the stream, and comes without a signature: {url}.",
    mend: "Keep sources in another bucket, that no distribution has for an origin.",
  },
  "raw-file-in-grant": {
    cause:
      "A whole video file lies beside the stream, and the grant opens it: {url} can be downloaded in one piece.",
    mend: "Keep sources in another bucket, that no distribution has for an origin.",
  },
} as const satisfies Texts;
