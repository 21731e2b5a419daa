/**
 * What of the player lies over the picture when it is used. What stands in one of these counts as part of it only as far as
 * its own box goes.
 */
const OWN =
  ".plyr__controls, .plyr__menu__container, .plyr__captions, .plyr__control--overlaid, .plyr__tooltip, .shp-preview, .shp-feedback, .refusal, .status, .announcement, .dialog";

/** Elements that are a picture, whatever their style says. */
const PICTURES =
  "img, video, canvas, iframe, object, embed, picture, svg, svg *";

/** Below it, what is seen through it is seen. */
const OPAQUE = 0.2;

export interface Sight {
  /** Whether this point of the player can be seen at all: not scrolled away, not cut off. */
  shown: boolean;
  /** What lies over the player there, and is drawn. */
  covers: Element[];
}

/**
 * What lies over `target` at a point, in pixels of the window: all that the browser would hit there before it, from the tree
 * that it is in to the document. What pointers go through counts as well, which {@link withPointers} sees to.
 * @param slotted whether what the page has put into the player counts, if it lies above
 */
export function sightOf(
  target: Element,
  x: number,
  y: number,
  slotted = false,
): Sight {
  const covers: Element[] = [];
  let shown = true;
  for (let at = target; ;) {
    const scope = at.getRootNode() as Document | ShadowRoot;
    if (!("elementsFromPoint" in scope)) return { shown: false, covers };
    const found = scope.elementsFromPoint(x, y);
    const depth = found.indexOf(at);
    const over = depth < 0 ? found : found.slice(0, depth);
    shown &&= depth >= 0 || over.some((element) => element.matches(":modal"));
    covers.push(
      ...[...over, ...unhittable(scope, x, y)].filter(
        (element) =>
          element.getRootNode() === scope &&
          !element.contains(at) &&
          (slotted || !at.contains(element)) &&
          !isOwn(element, x, y) &&
          isDrawn(element),
      ),
    );
    if (!(scope instanceof ShadowRoot)) return { shown, covers };
    at = scope.host;
  }
}

/** Runs `look` while the pointer hits what it otherwise goes through. Nothing is drawn or dispatched meanwhile. */
export function withPointers<T>(target: Element, look: () => T): T {
  const scopes: (Document | ShadowRoot)[] = [];
  for (let at: Element | undefined = target; at;) {
    const scope = at.getRootNode() as Document | ShadowRoot;
    scopes.push(scope);
    at = scope instanceof ShadowRoot ? scope.host : undefined;
  }
  const before = scopes.map((scope) => scope.adoptedStyleSheets);
  const lists = before.map((sheets) => [...sheets]);
  scopes.forEach((scope, index) => {
    scope.adoptedStyleSheets = [...lists[index]!, everything()];
  });
  try {
    return look();
  } finally {
    scopes.forEach((scope, index) => {
      scope.adoptedStyleSheets = lists[index]!;
    });
  }
}

let sheet: CSSStyleSheet | undefined;
function everything(): CSSStyleSheet {
  if (!sheet) {
    sheet = new CSSStyleSheet();
    sheet.replaceSync(
      ":host, *, ::slotted(*) { pointer-events: auto !important; }",
    );
  }
  return sheet;
}

/** What no stylesheet makes a pointer hit. Whether it lies above or below cannot be told: it is taken to lie above. */
function unhittable(
  scope: Document | ShadowRoot,
  x: number,
  y: number,
): Element[] {
  return [
    ...scope.querySelectorAll("[inert], [style*='pointer-events'][style*='!']"),
  ].filter((element) => {
    const { position } = getComputedStyle(element);
    return position !== "static" && isAt(element, x, y);
  });
}

function isOwn(element: Element, x: number, y: number): boolean {
  const part = element.closest(OWN);
  return part !== null && isAt(part, x, y);
}

function isAt(element: Element, x: number, y: number): boolean {
  const { left, right, top, bottom } = element.getBoundingClientRect();
  return left <= x && x <= right && top <= y && y <= bottom;
}

function isDrawn(element: Element): boolean {
  const style = getComputedStyle(element);
  if (style.visibility !== "visible" || opacityOf(element) < OPAQUE)
    return false;
  return (
    element.matches(PICTURES) ||
    // Not in every browser.
    !/^(none)?$/.test(style.getPropertyValue("backdrop-filter")) ||
    [style, ...pseudos(element)].some(hasFill)
  );
}

function pseudos(element: Element): CSSStyleDeclaration[] {
  return ["::before", "::after"]
    .map((pseudo) => getComputedStyle(element, pseudo))
    .filter(({ content }) => !/^(none|normal)$/.test(content));
}

/** Borders count where they are what the box consists of. */
function hasFill(style: CSSStyleDeclaration): boolean {
  return (
    style.backgroundImage !== "none" ||
    alphaOf(style.backgroundColor) >= OPAQUE ||
    (parseFloat(style.borderTopWidth) > 4 &&
      alphaOf(style.borderTopColor) >= OPAQUE)
  );
}

/** Of all that it lies in. */
function opacityOf(element: Element): number {
  let opacity = 1;
  for (let at: Element | null = element; at; at = at.parentElement)
    opacity *= Number(getComputedStyle(at).opacity);
  return opacity;
}

/** Of a colour as browsers write it: `rgba(0, 0, 0, 0.5)`, `oklab(0.5 0 0 / 0.5)`. */
export function alphaOf(color: string): number {
  const [, comma, slash] =
    /^rgba\(.*,\s*([\d.e-]+)\)$|\/\s*([\d.e-]+%?)\s*\)$/.exec(color) ?? [];
  const text = comma ?? slash;
  if (text === undefined) return color === "transparent" ? 0 : 1;
  return text.endsWith("%") ? parseFloat(text) / 100 : Number(text);
}
