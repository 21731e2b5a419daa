/** Has the page shown or hidden, as far as scripts can tell. Without a word: as it really is. */
export function showPage(state?: DocumentVisibilityState): void {
  if (!state) {
    delete (document as { visibilityState?: unknown }).visibilityState;
    return;
  }
  Object.defineProperty(document, "visibilityState", {
    configurable: true,
    value: state,
  });
  document.dispatchEvent(new Event("visibilitychange"));
}
