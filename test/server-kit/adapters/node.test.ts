import { createServer } from "node:http";
import { toNodeListener } from "../../../server-kit/index.js";
import { adapterContract } from "../../support/adapter-contract.js";
import { listen } from "../../support/listen.js";

adapterContract("node:http", async (t, handler) => ({
  origin: await listen(t, createServer(toNodeListener(handler))),
}));
