import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { CreateTableCommand, DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import dynalite from "dynalite";

/** A DynamoDB in this process (dynalite), and clients for it. */
export interface DynamoDB {
  /** `http://127.0.0.1:<port>`; another process reaches it too. */
  endpoint: string;
  /** A new client each time, which fails fast. All are destroyed by `close`. @param to @default the endpoint */
  client(to?: string): DynamoDBDocumentClient;
  /** Makes an empty table as `createDynamoDBStore` wants it. */
  createTable(tableName: string, partitionKey?: string): Promise<void>;
  /** Ends it and its clients. May be called again. */
  close(): Promise<void>;
}

/**
 * Starts a DynamoDB without tables. Dynalite has no TTL, as if it never came to it.
 *
 * @example
 * const dynamodb = await startDynamoDB();
 * after(() => dynamodb.close());
 * await dynamodb.createTable("grants");
 */
export async function startDynamoDB(): Promise<DynamoDB> {
  const server = dynalite({ createTableMs: 0 });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  const endpoint = `http://127.0.0.1:${port}`;
  const clients: DynamoDBClient[] = [];
  let closed: Promise<void> | undefined;

  const client = (to = endpoint): DynamoDBDocumentClient => {
    const bare = new DynamoDBClient({
      endpoint: to,
      region: "eu-central-1",
      credentials: { accessKeyId: "test", secretAccessKey: "test" },
      maxAttempts: 2,
    });
    clients.push(bare);
    return DynamoDBDocumentClient.from(bare);
  };

  return {
    endpoint,
    client,
    createTable: async (tableName, partitionKey = "pk") => {
      await client().send(
        new CreateTableCommand({
          TableName: tableName,
          BillingMode: "PAY_PER_REQUEST",
          KeySchema: [{ AttributeName: partitionKey, KeyType: "HASH" }],
          AttributeDefinitions: [
            { AttributeName: partitionKey, AttributeType: "S" },
          ],
        }),
      );
    },
    close: () =>
      (closed ??= new Promise((resolve, reject) => {
        for (const each of clients) each.destroy();
        server.close((error) => (error ? reject(error) : resolve()));
        server.closeAllConnections();
      })),
  };
}
