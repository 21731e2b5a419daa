import type { Texts } from "./texts.js";

/** The signature, and the files that it is for. */
export const edgeTexts = {
  "signature-missing": {
    cause:
      "The edge got no whole signature: of {needed}, {lacking} is missing.",
    mend: "Carry Policy (or Expires), Signature and Key-Pair-Id, all three.",
  },
  "signature-malformed": {
    cause: "The edge cannot read the signature: {why}.",
    mend: "Write Policy and Signature in base64 with - _ ~ for + = /, times as numbers of whole seconds, one statement and no unknown condition; createSigner does so.",
  },
  "signature-refused": {
    cause:
      "The edge refuses the signature of {url}, whose end and Resource look right.",
    mend: "Sign with the private key that belongs to that key pair ID, and with Hash-Algorithm=SHA256 where the hash is SHA-256; clear cookies of an older set-up.",
  },
  "key-unknown": {
    cause:
      "The edge does not know the key pair ID of the signature (InvalidKey).",
    mend: "Add the public key to a key group of the behavior that serves {url}, or sign with the ID of this distribution's key.",
  },
  scope: {
    cause: "The grant does not cover {url}: {covers}.",
    mend: "Sign the folder that holds all files of the video, ending in /*: scope.directory(…) of server-kit.",
  },
  "scope-too-wide": {
    cause: "The grant opens more than this video: {covers}.",
    mend: "Sign the video's own folder: scope.directory(…) of server-kit.",
  },
  "scope-open-end": {
    cause:
      "The policy's Resource ends in a name and a wildcard ({covers}), so that it also covers folders whose names only begin like this one's.",
    mend: "End it in /*.",
  },
  "scope-wildcard": {
    cause:
      "The policy's Resource has a wildcard in the middle ({covers}), which matches any number of folders.",
    mend: "Use one wildcard alone, as the last character after a slash.",
  },
  "scope-escape": {
    cause:
      "By a path with .. in it this grant fetches {url}, outside its folder.",
    mend: "Refuse .., //, %2e and %2f in a viewer-request function, and use an S3 origin.",
  },
  "address-locked": {
    cause:
      "The grant is for one IPv4 address (IpAddress in its policy): it ends where a viewer changes networks, or reaches the edge by IPv6, a proxy or a VPN.",
    mend: "Leave the address out; if it has to stay, switch IPv6 off in the distribution.",
  },
  "clock-off": {
    cause: "{whose} clock is off: {by}.",
    mend: "Set that machine's clock by NTP.",
  },
  "edge-blocked": {
    cause:
      "The edge refuses {url} before it looks at signatures, with a web page: a firewall (WAF), a geographic restriction, or a method that the behavior does not allow.",
    mend: "Look at the distribution's web ACL, its restrictions and the behavior's allowed methods.",
  },
  "edge-error": {
    cause:
      "The edge answers {url} with {status}: it does not reach the origin behind it, or the origin fails.",
    mend: "Look at the distribution's origin settings and its log.",
  },
  "edge-redirects": {
    cause:
      "The edge answers {url} with a redirect to {location} instead of a file or a refusal.",
    mend: "Serve files and refusals under the URL that was asked for; name the final URL in the grant.",
  },
  "object-forbidden": {
    cause:
      "The signature is good, and the bucket behind the edge refuses {url} (403 with a RequestId): the file is missing, or the distribution may not read it.",
    mend: "Check that the file is there; then the bucket policy (s3:GetObject for the distribution by origin access control) and, with SSE-KMS, the key's policy.",
  },
  "object-missing": {
    cause: "There is no file {url} ({status}); the signature was good.",
    mend: "Check the path against the bucket: upper and lower case count, and a playlist names its files relative to itself.",
  },
  "missing-as-forbidden": {
    cause:
      "The edge answers 403 for a file that is not there: players and people take it for a refused signature.",
    mend: "Allow the distribution s3:ListBucket on the bucket: S3 then says 404.",
  },
  "not-a-playlist": {
    cause: "{url} comes, but it is no HLS playlist: {what}.",
    mend: "Look for a custom error page with status 200, an encoding that is not declared, or the wrong file under that name.",
  },
  "playlist-empty": {
    cause: "The playlist {url} names no files.",
    mend: "Package the video anew; look at the job that made it.",
  },
  "not-media": {
    cause: "{url} comes, but it is not what the playlist says: {what}.",
    mend: "Look for a custom error page with status 200, or an upload that went wrong.",
  },
  "key-refused": {
    cause: "{host} refuses the content key {url} to this viewer ({status}).",
    mend: "Serve keys on the grant endpoint's own origin, where the player asks with the same cookies and headers; and look whether the viewer may have this key.",
  },
  "key-length": {
    cause:
      "The content key {url} has {bytes} bytes, and AES-128 takes 16, raw.",
    mend: "Answer with the key's own 16 bytes: not hex, not base64, not JSON.",
  },
  "content-type": {
    cause:
      "The edge serves {files} with {types}: Safari and <track> go by the type.",
    mend: "Store the objects with their Content-Type: application/vnd.apple.mpegurl for .m3u8, text/vtt for .vtt, video/mp2t or video/mp4 for segments.",
  },
  "cache-outlives-grant": {
    cause:
      "The browser may keep {files} for {seconds} seconds, longer than the grant of {life}: they play on from its cache for whoever uses it next.",
    mend: "Send Cache-Control: private, no-cache for signed files (or a max-age far below the grant's life), by the response headers policy; the edge's own cache goes by its cache policy.",
  },
  "cache-unsaid": {
    cause:
      "{files} come without Cache-Control, so that a browser keeps them for a time of its own choice, longer than the grant.",
    mend: "Send Cache-Control: private, no-cache for signed files, by the response headers policy.",
  },
  "refusal-cached": {
    cause:
      "The browser may keep a refusal of the edge for {seconds} seconds, and sees it again although it has a new grant.",
    mend: "Send no max-age with 403s; in CloudFront the error caching TTL is for its own cache alone.",
  },
} as const satisfies Texts;
