/** The longest ID of a viewer, in characters. */
const longest = 512;

/**
 * The ID under which an application knows a viewer: the viewer itself where that is a string, else its `id`.
 * @throws TypeError where there is none. Whose sessions are counted must never be left to chance.
 */
export function viewerIdOf(viewer: unknown): string {
  const id =
    typeof viewer === "object" && viewer !== null && "id" in viewer
      ? viewer.id
      : viewer;
  return checkViewerId(typeof id === "number" ? String(id) : id);
}

/** Passes a viewer's ID. @throws TypeError otherwise */
export function checkViewerId(id: unknown): string {
  if (typeof id !== "string" || id === "" || id.length > longest)
    throw new TypeError(
      `The viewer has no ID of 1 to ${longest} characters. Give the \`viewerId\` option a function that returns it.`,
    );
  return id;
}
