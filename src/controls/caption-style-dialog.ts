import type { MessageKey } from "../messages/messages.js";
import type { Words } from "../messages/words.js";
import type { CaptionStyleName } from "../preferences/caption-style.js";
import type { PreferenceStore } from "../preferences/preferences.js";
import type { DialogContent } from "./dialog.js";

const titles: Record<CaptionStyleName, MessageKey> = {
  size: "textSize",
  color: "textColor",
  background: "backgroundColor",
  opacity: "backgroundOpacity",
  effect: "textEdge",
  font: "font",
};

const names: Record<string, MessageKey> = {
  none: "edgeNone",
  shadow: "edgeShadow",
  outline: "edgeOutline",
  raised: "edgeRaised",
  depressed: "edgeDepressed",
  sans: "fontSans",
  serif: "fontSerif",
  mono: "fontMono",
};

/** What captions look like, with a sample. A choice is shown at once, and remembered. */
export function captionStyleDialog(
  words: Words,
  preferences: PreferenceStore,
): DialogContent {
  const { captionStyles } = preferences;
  const chosen = () => preferences.values.captionStyle ?? {};
  const sample = createSample(words.text("captionSample"));
  const form = document.createElement("div");
  form.className = "dialog-form";
  const fields = (Object.keys(captionStyles) as CaptionStyleName[]).map(
    (name) => {
      const select = document.createElement("select");
      for (const value of captionStyles[name])
        select.add(new Option(nameOf(value, words), value));
      select.addEventListener("change", () => {
        preferences.update({
          captionStyle: { ...chosen(), [name]: select.value },
        });
        show();
      });
      const label = document.createElement("label");
      const title = document.createElement("span");
      title.textContent = words.text(titles[name]);
      label.append(title, select);
      form.append(label);
      return { name, select };
    },
  );
  const show = (): void => {
    preferences.applyCaptionStyle(sample);
    for (const { name, select } of fields)
      select.value = chosen()[name] ?? captionStyles[name][0];
  };
  const reset = document.createElement("button");
  reset.type = "button";
  reset.className = "dialog-button";
  reset.textContent = words.text("reset");
  reset.addEventListener("click", () => {
    preferences.update({ captionStyle: undefined });
    show();
  });
  show();
  const body = document.createDocumentFragment();
  body.append(sample, form, reset);
  return {
    title: words.text("captionStyle"),
    close: words.text("close"),
    body,
  };
}

function createSample(text: string): HTMLElement {
  const sample = document.createElement("div");
  sample.className = "dialog-sample";
  const caption = document.createElement("span");
  caption.className = "plyr__caption";
  caption.textContent = text;
  sample.append(caption);
  return sample;
}

function nameOf(value: string, words: Words): string {
  if (/^\d+$/.test(value))
    return new Intl.NumberFormat(words.locale, { style: "percent" }).format(
      Number(value) / 100,
    );
  return words.text(names[value] ?? (value as MessageKey));
}
