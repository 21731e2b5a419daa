/**
 * What of the player lies over the picture when it is used. What stands in one of these counts as part of it only as far as
 * its own box goes. A page may use the same names: they count in the player's own tree only.
 */
const OWN =
  ".plyr__controls, .plyr__menu__container, .plyr__captions, .plyr__control--overlaid, .plyr__tooltip, .shp-preview, .shp-feedback, .refusal, .status, .announcement, .dialog";

/** Elements that are a picture, whatever their style says. */
const PICTURES =
  "img, video, canvas, iframe, object, embed, picture, svg, svg *";

/** Below it, what is seen through them is seen. */
const OPAQUE = 0.2;

export interface Sight {
  /** Whether this point of the player can be seen at all: not scrolled away, not cut off. */
  shown: boolean;
  /** What lies over the player there, and is drawn, however faintly: {@link hides} says whether it matters. */
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
  const home = target.getRootNode();
  let shown = true;
  for (let at = target; ;) {
    const scope = at.getRootNode() as Document | ShadowRoot;
    if (!("elementsFromPoint" in scope)) return { shown: false, covers };
    const found = scope.elementsFromPoint(x, y);
    const depth = found.indexOf(at);
    const over = depth < 0 ? found : found.slice(0, depth);
    shown &&= depth >= 0 || over.some((element) => element.matches(":modal"));
    const others = [...over, ...unhittable(scope, x, y)].filter(
      (element) =>
        element.getRootNode() === scope &&
        (slotted || !at.contains(element)) &&
        !(scope === home && isOwn(element, x, y)),
    );
    covers.push(
      ...others
        .flatMap((element) => [
          ...(element.contains(at) ? [] : [element]),
          ...insideOf(element, at, x, y),
        ])
        .filter((element) => alphaOfBox(element) > 0),
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

/**
 * What is hit in the shadow root of an element that was hit: the tree around it is told of the element alone, which may have
 * nothing to draw itself. A closed root looks like none.
 */
function insideOf(
  { shadowRoot }: Element,
  at: Element,
  x: number,
  y: number,
): Element[] {
  if (!shadowRoot) return [];
  const found = shadowRoot.elementsFromPoint(x, y);
  const depth = found.indexOf(at);
  // What lies around the player lies below it as well, and Firefox does not tell where.
  if (depth < 0 && shadowRoot.host.contains(at)) return [];
  return (depth < 0 ? found : found.slice(0, depth))
    .filter((element) => element.getRootNode() === shadowRoot)
    .flatMap((element) => [element, ...insideOf(element, at, x, y)]);
}

function isOwn(element: Element, x: number, y: number): boolean {
  const part = element.closest(OWN);
  // Beside a modal dialog lies its backdrop, which is hit as the dialog.
  const isBackdrop = element === part && element.matches(":modal");
  return part !== null && (isBackdrop || isAt(part, x, y));
}

function isAt(element: Element, x: number, y: number): boolean {
  const { left, right, top, bottom } = element.getBoundingClientRect();
  return left <= x && x <= right && top <= y && y <= bottom;
}

/**
 * Whether these hide what lies below them all.
 * @param least how much of it they have to hide, 0 to 1
 */
export function hides(covers: readonly Element[], least = OPAQUE): boolean {
  return throughAll(covers) <= 1 - least;
}

/**
 * How much is seen through all of them together: what is seen through one may be hidden by twenty. What is faded as one hides
 * no more than that.
 * @param group what all of them lie in, and is faded
 */
function throughAll(covers: readonly Element[], group?: Element): number {
  const groups = new Map<Element, Element[]>();
  let through = 1;
  for (const cover of covers) {
    const faded = outermostFaded(cover, group);
    if (!faded) through *= 1 - alphaOfBox(cover);
    else groups.set(faded, [...(groups.get(faded) ?? []), cover]);
  }
  for (const [faded, inside] of groups)
    through *= 1 - opacityOf(faded) * (1 - throughAll(inside, faded));
  return through;
}

function outermostFaded(
  element: Element,
  below?: Element,
): Element | undefined {
  let faded: Element | undefined;
  for (const at of lineOf(element)) {
    if (at === below) break;
    if (opacityOf(at) < 1) faded = at;
  }
  return faded;
}

/** The element and all that it is drawn in, out of shadow roots too. */
export function* lineOf(element: Element): Generator<Element> {
  for (let at: Element | null | undefined = element; at;) {
    yield at;
    at =
      at.assignedSlot ??
      at.parentElement ??
      (at.getRootNode() as Partial<ShadowRoot>).host;
  }
}

function opacityOf(element: Element): number {
  return Number(getComputedStyle(element).opacity);
}

/** Of what the element draws itself, as if nothing were faded. */
function alphaOfBox(element: Element): number {
  const style = getComputedStyle(element);
  if (style.visibility !== "visible") return 0;
  if (
    element.matches(PICTURES) ||
    // Not in every browser.
    !/^(none)?$/.test(style.getPropertyValue("backdrop-filter"))
  )
    return 1;
  const through = pseudos(element).map(
    (pseudo) => 1 - Number(pseudo.opacity) * alphaOfFill(pseudo),
  );
  return 1 - through.reduce((all, one) => all * one, 1 - alphaOfFill(style));
}

function pseudos(element: Element): CSSStyleDeclaration[] {
  return ["::before", "::after"]
    .map((pseudo) => getComputedStyle(element, pseudo))
    .filter(({ content }) => !/^(none|normal)$/.test(content));
}

/** Borders count where they are what the box consists of. */
function alphaOfFill(style: CSSStyleDeclaration): number {
  if (style.backgroundImage !== "none") return 1;
  const border = parseFloat(style.borderTopWidth) > 4;
  return Math.max(
    alphaOf(style.backgroundColor),
    border ? alphaOf(style.borderTopColor) : 0,
  );
}

/** Of a colour as browsers write it: `rgba(0, 0, 0, 0.5)`, `oklab(0.5 0 0 / 0.5)`. */
export function alphaOf(color: string): number {
  const [, comma, slash] =
    /^rgba\(.*,\s*([\d.e-]+)\)$|\/\s*([\d.e-]+%?)\s*\)$/.exec(color) ?? [];
  const text = comma ?? slash;
  if (text === undefined) return color === "transparent" ? 0 : 1;
  return text.endsWith("%") ? parseFloat(text) / 100 : Number(text);
}
