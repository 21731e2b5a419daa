/** What captions can look like; the first of each is what they look like at first. */
export const captionStyles = {
  /** Percent. */
  size: ["100", "75", "125", "150", "200"],
  color: [
    "white",
    "yellow",
    "green",
    "cyan",
    "blue",
    "magenta",
    "red",
    "black",
  ],
  background: [
    "black",
    "white",
    "yellow",
    "green",
    "cyan",
    "blue",
    "magenta",
    "red",
  ],
  /** Percent. */
  opacity: ["75", "100", "50", "25", "0"],
  effect: ["none", "shadow", "outline", "raised", "depressed"],
  font: ["sans", "serif", "mono"],
} as const;

export type CaptionStyleName = keyof typeof captionStyles;

/** What the viewer has chosen; what is missing is as at first. */
export type CaptionStyle = Partial<Record<CaptionStyleName, string>>;

const colors: Record<string, string> = {
  white: "255 255 255",
  yellow: "255 255 0",
  green: "0 255 0",
  cyan: "0 255 255",
  blue: "0 0 255",
  magenta: "255 0 255",
  red: "255 0 0",
  black: "0 0 0",
};

const effects: Record<string, string> = {
  none: "none",
  shadow: "0.08em 0.08em 0.12em #000",
  outline:
    "-1px -1px 0 #000, 1px -1px 0 #000, -1px 1px 0 #000, 1px 1px 0 #000, 0 0 3px #000",
  raised: "1px 1px 0 #222, 2px 2px 0 #222",
  depressed: "1px 1px 0 #ccc, -1px -1px 0 #222",
};

const fonts: Record<string, string> = {
  sans: "inherit",
  serif: 'Georgia, "Times New Roman", serif',
  mono: "ui-monospace, Menlo, Consolas, monospace",
};

/** Makes the captions inside an element look so: custom properties, which the controls' stylesheet reads. */
export function applyCaptionStyle(
  element: HTMLElement,
  chosen: CaptionStyle = {},
): void {
  const of = (name: CaptionStyleName) => chosen[name] ?? captionStyles[name][0];
  const properties = {
    size: String(Number(of("size")) / 100),
    color: `rgb(${colors[of("color")]})`,
    background: `rgb(${colors[of("background")]} / ${of("opacity")}%)`,
    effect: effects[of("effect")]!,
    font: fonts[of("font")]!,
  };
  for (const [name, value] of Object.entries(properties))
    element.style.setProperty(`--shp-caption-${name}`, value);
}
