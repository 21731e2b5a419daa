declare module "gettext-parser" {
  export const po: { parse(text: Uint8Array): object };
  export const mo: { compile(texts: object): Uint8Array };
}
