import type { IncomingMessage, ServerResponse } from "node:http";
import { pipeline } from "node:stream/promises";
import { answerTo, interceptedAnswer, rawPathOf } from "./answer.js";
import { corsHeaders, type CorsPolicy } from "./cors.js";
import type { KeyGroups } from "./key-groups.js";
import { logWhenDone, type Findings } from "./log.js";
import { EdgeSettings, type EdgeHandlerOptions } from "./options.js";
import { htmlRefusal, type Answer } from "./refusals.js";

export interface EdgeHandler {
  /** Listener for `http.createServer`. Expects whole paths: mount it at `/`. */
  readonly handler: (
    request: IncomingMessage,
    response: ServerResponse,
  ) => void;
  /** Replaces all key groups, as on rotation. @throws {TypeError} and changes nothing */
  setKeyGroups(keyGroups: KeyGroups): void;
  /** Replaces the CORS policy of the behaviors without one of their own. @throws {TypeError} and changes nothing */
  setCors(cors: CorsPolicy | undefined): void;
}

/**
 * The edge as a listener, to mount in a server of your own. `createEdge` is this with a server.
 * @throws {TypeError} naming the option that is missing or wrong
 */
export function createEdgeHandler(options: EdgeHandlerOptions): EdgeHandler {
  const settings = new EdgeSettings(options);
  return {
    handler: (request, response) => {
      handle(settings, request, response).catch((error: unknown) => {
        // A fault in `intercept` or in the edge itself. The viewer only learns that there was one.
        console.error("The edge failed to answer a request.", error);
        if (response.headersSent) response.destroy();
        else
          void send(
            request,
            response,
            htmlRefusal(500, "InternalError", "Internal error."),
            {},
          );
      });
    },
    setKeyGroups: (keyGroups) => settings.setKeyGroups(keyGroups),
    setCors: (cors) => settings.setCors(cors),
  };
}

async function handle(
  settings: EdgeSettings,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const startedAt = settings.now();
  const findings: Findings = {};
  if (settings.onRequest)
    logWhenDone(request, response, findings, settings.onRequest);

  const interception = await settings.intercept?.(request);
  if (interception === "drop") {
    request.socket.destroy();
    return;
  }
  const behavior = settings.behaviorFor(rawPathOf(request));
  const answer = interception
    ? interceptedAnswer(interception)
    : await answerTo(settings, behavior, request, startedAt, findings);
  if (typeof answer === "function")
    return void (await answer(request, response));
  if (answer.errorCode !== undefined) findings.errorCode = answer.errorCode;
  const cors = behavior.origin ? undefined : settings.corsOf(behavior);
  const withCors = cors && (answer.from === "origin" || cors.onRefusals);
  await send(
    request,
    response,
    answer,
    withCors ? corsHeaders(cors, request.headers.origin) : {},
  );
}

async function send(
  request: IncomingMessage,
  response: ServerResponse,
  { status, headers, body }: Answer,
  cors: Record<string, string>,
): Promise<void> {
  response.writeHead(status, { ...headers, ...cors });
  if (body === undefined || request.method === "HEAD") response.end();
  else if (typeof body === "string") response.end(body);
  // A viewer that leaves in the middle is no fault; the pipeline has closed the file.
  else await pipeline(body, response).catch(() => response.destroy());
}
