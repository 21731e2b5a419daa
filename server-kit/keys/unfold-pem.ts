/**
 * PEM as variables and consoles leave it, with "\n" spelt out or on one line, made PEM again. What is not the PEM of a
 * private key and nothing else stays as it is, for others to refuse: the key in a JSON text has an ID of its own.
 */
export function unfoldPem(text: string): string {
  const unescaped = text.replaceAll("\\r", "").replaceAll("\\n", "\n");
  const parameters =
    "-----BEGIN EC PARAMETERS-----[^-]*-----END EC PARAMETERS-----";
  const block = new RegExp(
    `^\\s*(?:${parameters}\\s*)?-----BEGIN ((?:[A-Z]+ )*PRIVATE KEY)-----([A-Za-z0-9+/=\\s]+)-----END \\1-----\\s*$`,
  );
  const [, label, body] = block.exec(unescaped) ?? [];
  if (label === undefined || body === undefined) return text;
  const lines = body.replace(/\s+/g, "").match(/.{1,64}/g) ?? [];
  return [`-----BEGIN ${label}-----`, ...lines, `-----END ${label}-----`, ""] //
    .join("\n");
}
