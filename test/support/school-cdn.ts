import { generateKeyPairSync } from "node:crypto";
import { cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createEdge, type Edge } from "../../server-kit/edge/server.js";
import { freePort } from "./free-port.js";

/** Two labels below .localhost: browsers take cookies for what they have in common. */
export const schoolDomain = "school.localhost";

/** The CDN of a school whose LMS signs: its videos, the LMS's private key, and an edge that knows the key as `K1`. */
export interface SchoolCdn {
  origin: string;
  keyPath: string;
  /** Puts the demo's lesson into a folder of the CDN, such as `courses/101/lesson-1`. */
  addLesson(folder: string): void;
  /** Starts the edge. @param lmsOrigin whose pages may read it, with credentials */
  open(lmsOrigin: string): Promise<void>;
  close(): Promise<void>;
}

export async function createSchoolCdn(
  kind: "rsa" | "ec" = "ec",
): Promise<SchoolCdn> {
  const folder = mkdtempSync(join(tmpdir(), "school-cdn-"));
  const { privateKey, publicKey } =
    kind === "rsa"
      ? generateKeyPairSync("rsa", { modulusLength: 2_048 })
      : generateKeyPairSync("ec", { namedCurve: "P-256" });
  const keyPath = join(folder, "key.pem");
  writeFileSync(keyPath, privateKey.export({ type: "pkcs8", format: "pem" }), {
    mode: 0o600,
  });
  const root = join(folder, "bucket");
  const port = await freePort();
  const origin = `http://cdn.${schoolDomain}:${port}`;
  const pem = publicKey.export({ type: "spki", format: "pem" }).toString();
  let edge: Edge | undefined;
  return {
    origin,
    keyPath,
    addLesson: (name) =>
      cpSync("demo/media/lesson-1/ts", join(root, name), { recursive: true }),
    open: async (lmsOrigin) => {
      edge = await createEdge({
        root,
        port,
        origin,
        keyGroups: { lessons: [{ keyPairId: "K1", publicKey: pem }] },
        behaviors: [{ pathPattern: "*", keyGroups: ["lessons"] }],
        cors: { origins: [lmsOrigin], credentials: true },
      });
    },
    close: async () => {
      await edge?.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
