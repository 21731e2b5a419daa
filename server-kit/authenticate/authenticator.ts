/**
 * Who asks: an `authenticate` for `createGrantHandler`. Nobody is undefined.
 *
 * `name` is what every function has. It makes this an intersection for TypeScript's sake, which puts off a generic call
 * that returns a plain function: with `authenticate: authenticateByJwt({ … })`, `authorize` would not know the viewer.
 */
export type Authenticator<Viewer> = ((
  request: Request,
) => Promise<Viewer | undefined>) & { readonly name: string };
