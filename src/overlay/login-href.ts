/** What in a `login-url` stands for the page to come back to. */
const RETURN_URL = "{returnUrl}";

/**
 * Where the button "Sign in" leads, absolute. The address of the page goes along only where the URL asks for it.
 * @returns undefined, with a warning to the author, for what is no http(s) URL: a `javascript:` would run in the page
 */
export function loginHref(loginUrl: string): string | undefined {
  const filled = loginUrl.replaceAll(RETURN_URL, () =>
    encodeURIComponent(location.href),
  );
  const url = URL.canParse(filled, document.baseURI)
    ? new URL(filled, document.baseURI)
    : undefined;
  if (url && /^https?:$/.test(url.protocol)) return url.href;
  console.warn(
    `secure-hls-player: login-url is not an http(s) URL${url ? ` but ${url.protocol}` : ""}; there is no button to sign in.`,
  );
  return undefined;
}
