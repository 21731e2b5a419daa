import { setTimeout as sleep } from "node:timers/promises";

/** No command of a test takes longer, but a page may load for as long as that. */
const COMMAND_MS = 60_000;

export interface DriverOptions {
  acceptInsecureCerts: boolean;
  /** WebKitGTK's own capability: which program, with which arguments. */
  browserOptions: { binary: string; args: string[] };
  /** Milliseconds that the start may take. */
  withinMs: number;
}

/**
 * As much of WebDriver as the tests need.
 * @see https://www.w3.org/TR/webdriver2/
 */
export class Driver {
  readonly #session: string;

  private constructor(session: string) {
    this.#session = session;
  }

  /** Waits for the driver to listen, and has it start the browser. */
  static async open(
    origin: string,
    { acceptInsecureCerts, browserOptions, withinMs }: DriverOptions,
  ): Promise<Driver> {
    const end = Date.now() + withinMs;
    while (!(await listens(origin))) {
      if (Date.now() > end) throw new Error("WebKitWebDriver does not answer.");
      await sleep(100);
    }
    const { sessionId } = await request<{ sessionId: string }>(
      "POST",
      `${origin}/session`,
      {
        capabilities: {
          alwaysMatch: {
            acceptInsecureCerts,
            "webkitgtk:browserOptions": browserOptions,
          },
        },
      },
      end - Date.now(),
    );
    return new Driver(`${origin}/session/${sessionId}`);
  }

  /** @param path of the command, below that of the session */
  post<T>(path: string, body: object = {}): Promise<T> {
    return request("POST", `${this.#session}/${path}`, body);
  }

  get<T>(path: string): Promise<T> {
    return request("GET", `${this.#session}/${path}`);
  }

  /** Ends the session, and the browser with it. */
  close(): Promise<unknown> {
    return request("DELETE", this.#session, undefined, 5_000);
  }
}

async function listens(origin: string): Promise<boolean> {
  try {
    return (await fetch(`${origin}/status`)).ok;
  } catch {
    return false;
  }
}

async function request<T>(
  method: string,
  url: string,
  body?: object,
  withinMs = COMMAND_MS,
): Promise<T> {
  const response = await fetch(url, {
    method,
    signal: AbortSignal.timeout(withinMs),
    ...(body && { body: JSON.stringify(body) }),
  });
  const { value } = (await response.json()) as { value: T };
  if (response.ok) return value;
  const { error, message } = value as { error: string; message: string };
  throw new Error(`WebDriver: ${error}: ${message}`);
}
