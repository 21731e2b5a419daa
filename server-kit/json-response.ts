/** An answer in JSON that nobody stores. */
export function jsonResponse(
  body: object,
  { status = 200, type = "application/json" } = {},
): Response {
  return new Response(JSON.stringify(body), {
    status,
    headers: {
      "Content-Type": type,
      "Cache-Control": "no-store",
      "X-Content-Type-Options": "nosniff",
    },
  });
}
