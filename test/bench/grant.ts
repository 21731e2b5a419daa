import { spawn } from "node:child_process";
import { once } from "node:events";
import { Agent, request } from "node:http";
import { createInterface } from "node:readline";
import { SignJWT } from "jose";
import { secret, type Ports } from "../support/bench-servers.js";

const rounds = 5;
const roundMs = 2_000;
const connections = 32;
const viewers = 500;

/**
 * Whole grants a second, one viewer's JWT, entitlement, place and cookies each, against an empty handler behind the same
 * adapter. Servers and load are two processes, so that on two cores neither waits for the other.
 */
export default async function benchGrant(): Promise<boolean> {
  const server = spawn(
    process.execPath,
    ["--import", "tsx", "test/support/bench-servers.ts"],
    { stdio: ["pipe", "pipe", "inherit"] },
  );
  try {
    const [line] = (await once(createInterface(server.stdout), "line")) as [
      string,
    ];
    const ports = JSON.parse(line) as Ports;
    const tokens = await Promise.all(
      Array.from({ length: viewers }, (_, index) => tokenOf(`viewer-${index}`)),
    );
    const names = Object.keys(ports) as (keyof Ports)[];
    const rates = new Map(names.map((name) => [name, [] as number[]]));
    for (let round = -1; round < rounds; round++)
      for (const name of names) {
        const rate = await load(ports[name], tokens);
        if (round >= 0) rates.get(name)!.push(rate); // the first one warms up
      }
    report(rates);
    return true;
  } finally {
    server.stdin.end();
    await once(server, "exit");
  }
}

function tokenOf(viewerId: string): Promise<string> {
  return new SignJWT()
    .setProtectedHeader({ alg: "HS256" })
    .setIssuer("https://school.example")
    .setAudience("grants")
    .setSubject(viewerId)
    .setExpirationTime("1h")
    .sign(new TextEncoder().encode(secret));
}

/** @returns requests a second */
async function load(port: number, tokens: readonly string[]): Promise<number> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const startedAt = performance.now();
  let count = 0;
  const work = async () => {
    while (performance.now() - startedAt < roundMs) {
      const index = (count += 1) % tokens.length;
      await ask(agent, port, tokens[index]!, index);
    }
  };
  await Promise.all(Array.from({ length: connections }, work));
  agent.destroy();
  return count / ((performance.now() - startedAt) / 1_000);
}

function ask(
  agent: Agent,
  port: number,
  token: string,
  viewer: number,
): Promise<void> {
  return new Promise((resolve, reject) => {
    request(
      {
        agent,
        port,
        host: "127.0.0.1",
        method: "POST",
        headers: {
          "Content-Type": "application/json",
          Authorization: `Bearer ${token}`,
        },
      },
      (response) => {
        if (response.statusCode !== 200)
          reject(new Error(`Answered ${response.statusCode}.`));
        response.resume().once("end", resolve);
      },
    )
      .once("error", reject)
      .end(JSON.stringify({ videoId: "lesson-1", sessionId: `s${viewer}` }));
  });
}

function report(rates: ReadonlyMap<keyof Ports, readonly number[]>): void {
  const empty = rates.get("empty")!;
  console.log(
    `grant: requests/s over ${connections} connections, ${rounds} rounds of ${roundMs / 1_000} s; ratio to the empty handler, round by round`,
  );
  for (const [name, values] of rates) {
    const ratios = values.map((value, round) => value / empty[round]!);
    const [least, middle, most] = quantiles(ratios);
    console.log(
      `  ${name.padEnd(20)} ${Math.round(quantiles(values)[1]).toString().padStart(6)}/s   ratio ${middle.toFixed(2)} (${least.toFixed(2)} to ${most.toFixed(2)})`,
    );
  }
}

function quantiles(values: readonly number[]): [number, number, number] {
  const sorted = values.toSorted((a, b) => a - b);
  return [sorted[0]!, sorted[sorted.length >> 1]!, sorted.at(-1)!];
}
