import type { Command } from "commander";
import { defineCommand, type Commands } from "../action.js";
import { CommandError } from "../exit.js";
import { askAws, loadAws } from "../load-aws.js";

interface InvalidateOptions {
  wait?: boolean;
}

/** `invalidate`: the edge forgets files that were changed in place. */
export function invalidateCommand(commands: Commands): Command {
  return defineCommand<InvalidateOptions>(
    commands,
    "invalidate <distribution> <paths...>",
    "Let CloudFront forget files that were changed in place",
    {
      description:
        "A new version in a folder of its own needs none, and players that have the old one go on with it: publish versions instead where you can. AWS counts each path, the first thousand of a month are free.",
      setUp: (command) =>
        void command.option("--wait", "until it is done everywhere (minutes)"),
      examples: [
        [
          "secure-hls invalidate E2QWRUHAPOMQZL '/lesson-1/v1/*'",
          "all files of one version",
        ],
      ],
      action: async ({ wait }, [distribution = "", ...given], context) => {
        const paths = given.map(checkPath);
        if (context.dryRun)
          return {
            data: { distribution, paths },
            text: `Would invalidate ${paths.join(" ")} at ${distribution}.`,
          };
        const {
          CloudFrontClient,
          CreateInvalidationCommand,
          waitUntilInvalidationCompleted,
        } = await loadAws(
          "@aws-sdk/client-cloudfront",
          () => import("@aws-sdk/client-cloudfront"),
        );
        const client = new CloudFrontClient({ region: "us-east-1" });
        const id = await askAws(
          `The distribution ${distribution}`,
          async () => {
            const { Invalidation } = await client.send(
              new CreateInvalidationCommand({
                DistributionId: distribution,
                InvalidationBatch: {
                  // The same again within one second is the same one.
                  CallerReference: `secure-hls-${Date.now()}`,
                  Paths: { Quantity: paths.length, Items: paths },
                },
              }),
            );
            if (wait)
              await waitUntilInvalidationCompleted(
                { client, maxWaitTime: 1_800 },
                { DistributionId: distribution, Id: Invalidation!.Id! },
              );
            return Invalidation!.Id!;
          },
        );
        return {
          data: { distribution, paths, id, done: wait === true },
          text: `${id} ${wait ? "is done" : "has begun"}: ${paths.join(" ")}`,
        };
      },
    },
  );
}

/** @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/invalidation-specifying-objects.html */
function checkPath(path: string): string {
  if (!/^\/[^*]*\*?$/.test(path))
    throw new CommandError(
      "<paths...>: each begins with / and may end in *, such as '/lesson-1/v1/*'.",
    );
  return path;
}
