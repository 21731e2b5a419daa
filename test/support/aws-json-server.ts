import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** What an AWS service answers: a body, an error by its name, text as it is, or never anything. */
export type AwsReply =
  | { body: unknown }
  | { error: string; message?: string; status?: number }
  | { text: string }
  | "silence";

export interface AwsRequest {
  /** Such as `GetSecretValue`. */
  operation: string;
  input: Record<string, unknown>;
}

/** A running service. */
export interface AwsJsonServer {
  /** Options for a real client that talks to it. */
  readonly client: {
    endpoint: string;
    region: string;
    credentials: { accessKeyId: string; secretAccessKey: string };
    maxAttempts: number;
  };
  /** What has been asked, in order. */
  readonly requests: AwsRequest[];
  close(): Promise<void>;
}

/**
 * Stands for an AWS service at the wire: the JSON 1.1 protocol, in which `x-amz-target` names the operation.
 * @see https://smithy.io/2.0/aws/protocols/aws-json-1_1-protocol.html
 */
export async function createAwsJsonServer(
  answer: (request: AwsRequest) => AwsReply | Promise<AwsReply>,
): Promise<AwsJsonServer> {
  const requests: AwsRequest[] = [];
  const server = createServer((message, response) => {
    const parts: Buffer[] = [];
    message.on("data", (part: Buffer) => parts.push(part));
    message.once("end", () => {
      const [, operation = ""] = String(message.headers["x-amz-target"]).split(
        ".",
      );
      const input = JSON.parse(Buffer.concat(parts).toString());
      const request = { operation, input };
      requests.push(request);
      void Promise.resolve(answer(request)).then(
        (reply) => send(response, reply),
        (error: unknown) => response.destroy(error as Error),
      );
    });
  });
  await new Promise<void>((resolve) =>
    server.listen(0, "127.0.0.1", () => resolve()),
  );
  const { port } = server.address() as AddressInfo;
  return {
    client: {
      endpoint: `http://127.0.0.1:${port}`,
      region: "eu-central-1",
      credentials: { accessKeyId: "test", secretAccessKey: "test" },
      maxAttempts: 1,
    },
    requests,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function send(response: ServerResponse, reply: AwsReply): void {
  if (reply === "silence") return;
  response.setHeader("Content-Type", "application/x-amz-json-1.1");
  if ("text" in reply) response.end(reply.text);
  else if ("body" in reply) response.end(JSON.stringify(reply.body));
  else {
    response.statusCode = reply.status ?? 400;
    response.end(
      JSON.stringify({ __type: reply.error, message: reply.message }),
    );
  }
}
