import { createHash, randomBytes } from "node:crypto";
import { checkCookieOptions, type CookieOptions } from "../cookie-options.js";
import { optionError } from "../option-error.js";

/** Which device a request comes from, in the application's own way: 1 to 128 characters, the same each time. */
export type DeviceFunction = (request: Request, viewerId: string) => string;

/** The cookie by which a device is known again. */
export interface DeviceCookieOptions extends Pick<
  CookieOptions,
  "domain" | "sameSite" | "partitioned"
> {
  /** @default "secure-hls-device" */
  name?: string | undefined;
}

/** A device, and the `Set-Cookie` line by which it is known from now on, where there is one to set. */
export interface RequestDevice {
  deviceId: string;
  /** Whether it was made up for this request. */
  isNew: boolean;
  /** The line that makes a device known by `deviceId`. */
  line(deviceId: string): string | undefined;
}

/** The longest life that browsers allow a cookie. @see https://httpwg.org/http-extensions/draft-ietf-httpbis-rfc6265bis.html#section-5.5 */
const lifeSeconds = 34_560_000;

const idPattern = /^[A-Za-z0-9_-]{22}$/;

/**
 * Tells devices apart: by a random ID in a cookie of the endpoint, which outlives a reload and a change of network, and says
 * nothing of the device; or by a function of the application's.
 * @throws TypeError naming the option that browsers would not take
 */
export function createDeviceReader(
  device: DeviceCookieOptions | DeviceFunction = {},
): (request: Request, viewerId: string) => RequestDevice {
  if (typeof device === "function")
    return (request, viewerId) => ({
      deviceId: hashed(device(request, viewerId)),
      isNew: false,
      line: () => undefined,
    });
  if (typeof device !== "object" || device === null)
    throw optionError(
      "sessions.device",
      device,
      "Give the options of its cookie, or a function that names the device.",
    );
  const { name = "secure-hls-device", domain, sameSite, partitioned } = device;
  if (!/^[A-Za-z0-9_-]{1,64}$/.test(String(name)))
    throw optionError(
      "sessions.device.name",
      name,
      "Give 1 to 64 letters, digits, - or _.",
    );
  checkCookieOptions({ domain, sameSite, partitioned }, "sessions.device");
  const attributes = [
    ...(domain === undefined ? [] : [`Domain=${domain}`]),
    "Path=/",
    `Max-Age=${lifeSeconds}`,
    "Secure",
    "HttpOnly",
    `SameSite=${sameSite ?? "Lax"}`,
    ...(partitioned ? ["Partitioned"] : []),
  ].join("; ");
  const pattern = new RegExp(`(?:^|;\\s*)${name}=([^;]*)`);
  const line = (deviceId: string) => `${name}=${deviceId}; ${attributes}`;
  return ({ headers }) => {
    const shown = pattern.exec(headers.get("Cookie") ?? "")?.[1]?.trim();
    return shown !== undefined && idPattern.test(shown)
      ? { deviceId: shown, isNew: false, line }
      : { deviceId: randomBytes(16).toString("base64url"), isNew: true, line };
  };
}

/**
 * Knows a device by its network address and browser, for an endpoint that may set no cookie. Worse in every way: a phone
 * that leaves the house is another device, and an office behind one address is a single one.
 * @param ip Where the application finds the viewer's address: a proxy's header, or the socket.
 * @example
 * ```ts
 * const device = fingerprintDevice((request) => request.headers.get("CloudFront-Viewer-Address"));
 * ```
 */
export function fingerprintDevice(
  ip: (request: Request) => string | null | undefined,
): DeviceFunction {
  if (typeof ip !== "function")
    throw optionError("ip", ip, "Give a function of the request.");
  return (request, viewerId) =>
    [viewerId, ip(request) ?? "", request.headers.get("User-Agent") ?? ""].join(
      "\n",
    );
}

/** Neither an address nor a name of the application's belongs into a store. */
function hashed(text: unknown): string {
  if (typeof text !== "string" || text === "")
    throw new TypeError(
      "`sessions.device` named no device. Return a string that is the same for each request of one device.",
    );
  return createHash("sha256").update(text).digest("base64url").slice(0, 22);
}
