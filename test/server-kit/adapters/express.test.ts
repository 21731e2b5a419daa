import { createServer } from "node:http";
import express, { type Express } from "express";
import { toNodeListener, type WebHandler } from "../../../server-kit/index.js";
import { adapterContract } from "../../support/adapter-contract.js";
import { listen } from "../../support/listen.js";

const apps: Record<string, (handler: WebHandler) => Express> = {
  "Express 5": (handler) => express().use(toNodeListener(handler)),
  "Express 5 after express.json()": (handler) =>
    express().use(express.json()).all("/{*path}", toNodeListener(handler)),
};
for (const [name, app] of Object.entries(apps))
  adapterContract(name, async (t, handler) => ({
    origin: await listen(t, createServer(app(handler))),
  }));
