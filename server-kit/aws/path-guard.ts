import { checkName, type CdnPiece } from "./cdn-piece.js";

export type { CdnPiece, CloudFormationResource } from "./cdn-piece.js";

/** The parameters of `create-function`. */
export interface PathGuardInput {
  Name: string;
  FunctionConfig: { Comment: string; Runtime: "cloudfront-js-2.0" };
  /** Base64, as the command line of AWS takes bytes in JSON. */
  FunctionCode: string;
}

/**
 * The source of the function. Runs at CloudFront, so it imports nothing. What it refuses is what `scope` does not sign:
 * segments that begin with two dots or are one, empty ones, backslashes, and escapes of controls, % * . / ? # \ and of
 * what is no UTF-8.
 */
export const pathGuardCode = `// Refuses paths that two servers may read as two different paths.
var unsafe = /\\/\\/|\\\\|\\/\\.\\.|\\/\\.(?:\\/|$)|%(?![0-9a-f]{2})|%(?:[01][0-9a-f]|7f|2[35aef]|3f|5c|c[01]|f[5-9a-f])/i;

function handler(event) {
  var request = event.request;
  if (!unsafe.test(request.uri)) return request;
  return {
    statusCode: 400,
    statusDescription: "Bad Request",
    headers: { "cache-control": { value: "no-store" } },
  };
}
`;

/**
 * A CloudFront Function for viewer requests that answers 400 to `..`, `//`, `\`, `%2e`, `%2f` and their like. CloudFront
 * chooses the behavior by the normalized path, and sends the raw one to the origin; by which one it checks the signature is
 * not documented. Behind this, the two are the same.
 *
 * `create-function` leaves it in the stage DEVELOPMENT: `aws cloudfront publish-function` makes it live.
 * @throws TypeError naming the option
 * @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/cloudfront-functions.html
 */
export function pathGuard({
  name = "secure-hls-path-guard",
}: {
  /** The only one of its name in the account. @default "secure-hls-path-guard" */
  name?: string | undefined;
} = {}): CdnPiece<PathGuardInput> {
  checkName("name", name);
  const config: PathGuardInput["FunctionConfig"] = {
    Comment: "400 for paths such as /a/../b",
    Runtime: "cloudfront-js-2.0",
  };
  return {
    cloudFormation: {
      Type: "AWS::CloudFront::Function",
      Properties: {
        Name: name,
        FunctionConfig: config,
        FunctionCode: pathGuardCode,
        AutoPublish: true,
      },
    },
    cli: {
      command:
        "aws cloudfront create-function --cli-input-json file://function.json",
      input: {
        Name: name,
        FunctionConfig: config,
        FunctionCode: Buffer.from(pathGuardCode).toString("base64"),
      },
    },
  };
}
