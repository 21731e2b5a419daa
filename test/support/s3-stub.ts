import { createHash } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { buffer } from "node:stream/consumers";
import type { TestContext } from "node:test";
import { startStub } from "./http-stub.js";

export interface StoredObject {
  body: Buffer;
  etag: string;
  contentType: string | undefined;
  cacheControl: string | undefined;
  at: Date;
}

/** S3 at the wire, as far as uploads go; s3rver does not list what was begun in parts. */
export interface S3Stub {
  origin: string;
  /** By `bucket/key`. */
  objects: Map<string, StoredObject>;
  /** `PUT bucket/key`, in order; of a part `PUT bucket/key?partNumber=2`. */
  requests: string[];
  /** Called before a request is answered; what it throws is a 500. */
  onRequest: (request: string) => void;
  /** Called when an object is there. */
  onObject: (name: string) => void;
}

export async function startS3(t: TestContext): Promise<S3Stub> {
  const uploads = new Map<
    string,
    { name: string; parts: Map<number, Buffer> }
  >();
  const s3: S3Stub = {
    origin: "",
    objects: new Map(),
    requests: [],
    onRequest: () => undefined,
    onObject: () => undefined,
  };
  const stub = await startStub(t, (response, request) => {
    void answer(response, request).catch((error: unknown) => {
      const message = (error as Error).message;
      xml(
        response,
        500,
        `<Error><Code>InternalError</Code><Message>${message}</Message></Error>`,
      );
    });
  });
  s3.origin = stub.origin;
  return s3;

  async function answer(
    response: ServerResponse,
    request: IncomingMessage,
  ): Promise<void> {
    const body = await buffer(request);
    const { pathname, searchParams: query } = new URL(request.url!, s3.origin);
    const name = decodeURIComponent(pathname.slice(1)).replace(/\/$/, "");
    const id = query.get("uploadId");
    const part = query.get("partNumber");
    const line = `${request.method} ${name}${query.has("uploads") ? "?uploads" : ""}${part ? `?partNumber=${part}` : id ? "?uploadId" : ""}`;
    s3.requests.push(line);
    s3.onRequest(line);
    const digest = request.headers["content-md5"];
    if (digest !== undefined && digest !== md5(body, "base64"))
      return xml(response, 400, "<Error><Code>BadDigest</Code></Error>");
    const store = (content: Buffer, etag: string) => {
      s3.objects.set(name, {
        body: content,
        etag,
        contentType: request.headers["content-type"],
        cacheControl: request.headers["cache-control"],
        at: new Date(),
      });
      response.setHeader("ETag", etag);
    };
    const upload = id === null ? undefined : uploads.get(id);
    if (id !== null && !upload)
      return xml(response, 404, "<Error><Code>NoSuchUpload</Code></Error>");

    if (request.method === "HEAD") {
      const known = s3.objects.get(name);
      response.writeHead(
        known ? 200 : 404,
        known && {
          ETag: known.etag,
          "Content-Length": known.body.length,
          "Last-Modified": known.at.toUTCString(),
        },
      );
      response.end();
    } else if (request.method === "PUT" && upload) {
      upload.parts.set(Number(part), body);
      response.setHeader("ETag", `"${md5(body, "hex")}"`);
      response.end();
    } else if (request.method === "PUT") {
      store(body, `"${md5(body, "hex")}"`);
      response.end();
      s3.onObject(name);
    } else if (request.method === "POST" && upload) {
      const parts = [...upload.parts].toSorted(([a], [b]) => a - b);
      const all = Buffer.concat(parts.map(([, content]) => content));
      const digests = parts.map(([, content]) =>
        createHash("md5").update(content).digest(),
      );
      store(all, `"${md5(Buffer.concat(digests), "hex")}-${parts.length}"`);
      uploads.delete(id!);
      xml(response, 200, "<CompleteMultipartUploadResult/>");
      s3.onObject(name);
    } else if (request.method === "POST") {
      const made = `upload-${uploads.size + 1}`;
      uploads.set(made, { name, parts: new Map() });
      xml(
        response,
        200,
        `<InitiateMultipartUploadResult><UploadId>${made}</UploadId></InitiateMultipartUploadResult>`,
      );
    } else if (upload)
      xml(
        response,
        200,
        `<ListPartsResult>${[...upload.parts].map(([number, content]) => `<Part><PartNumber>${number}</PartNumber><ETag>"${md5(content, "hex")}"</ETag></Part>`).join("")}</ListPartsResult>`,
      );
    else
      xml(
        response,
        200,
        `<ListMultipartUploadsResult>${[...uploads].map(([made, { name: of }]) => `<Upload><Key>${of.slice(of.indexOf("/") + 1)}</Key><UploadId>${made}</UploadId><Initiated>2026-11-26T00:00:00Z</Initiated></Upload>`).join("")}</ListMultipartUploadsResult>`,
      );
  }
}

function md5(data: Buffer, as: "hex" | "base64"): string {
  return createHash("md5").update(data).digest(as);
}

function xml(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { "Content-Type": "application/xml" });
  response.end(text);
}
