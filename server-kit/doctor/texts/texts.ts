/** One sentence each; what stands in braces is filled in. */
export type Texts = Readonly<Record<string, { cause: string; mend: string }>>;
