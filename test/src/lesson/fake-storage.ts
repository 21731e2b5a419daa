const { localStorage: own } = Object.getOwnPropertyDescriptors(window);

/** Storage of this test alone: the browser's is that of all tests that run beside it. */
export function fakeStorage(
  methods: Partial<Pick<Storage, "getItem" | "setItem">> = {},
): Record<string, string> {
  // As of the browser's, keys are its own properties, and methods are not.
  const items = Object.create({
    getItem: (key: string) => items[key] ?? null,
    setItem: (key: string, value: string) => (items[key] = value),
    removeItem: (key: string) => delete items[key],
    ...methods,
  }) as Record<string, string>;
  Object.defineProperty(window, "localStorage", {
    configurable: true,
    value: items,
  });
  return items;
}

/** The browser's own again. */
export function restoreStorage(): void {
  Object.defineProperty(window, "localStorage", own);
}
