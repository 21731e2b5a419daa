import { test } from "node:test";
import { createDynamoDBStore } from "../../../server-kit/stores/dynamodb.js";
import { startDynamoDB } from "../../support/dynamodb.js";
import { restartInTheMiddle } from "../../support/restart.js";

test("with DynamoDB a restart of the endpoint in the middle loses none of 200 sessions, and nobody signs in again", async (t) => {
  const { client, createTable, endpoint, close } = await startDynamoDB();
  t.after(close);
  await createTable("sessions");
  await restartInTheMiddle(
    { dynamodb: endpoint, tableName: "sessions" },
    createDynamoDBStore({ client: client(), tableName: "sessions" }),
  );
});
