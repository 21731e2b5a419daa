/** Yours: what the viewer's log-in left behind. */
export function token(): string {
  return sessionStorage.getItem("token") ?? "none";
}
