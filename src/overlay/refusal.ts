import { html, nothing, type TemplateResult } from "lit";
import type { PlayerError } from "../errors.js";
import type { StorageAccess } from "../diagnosis/storage-access.js";
import type { Words } from "../messages/words.js";
import { deviceList } from "./device-list.js";

export interface RefusalView {
  error: PlayerError;
  words: Words;
  /** Whether it is but the network, and goes on by itself. */
  offline: boolean;
  signInHref: string | undefined;
  /** Seconds since the refusal. */
  secondsAgo: number;
  pageDirection: string;
  /** What helps where the browser blocks a frame's cookies. */
  access: StorageAccess | undefined;
  cause: TemplateResult | undefined;
  retry(): void;
  takeOver(sessionId: string): void;
}

/**
 * Names the code, for whoever is asked for help, and nothing else that a server has sent, but for the names of devices.
 * What happened is said at once; the buttons, which may be many, are found below.
 */
export function refusal(view: RefusalView): TemplateResult {
  const { error, words, secondsAgo, signInHref } = view;
  const { title, advice } = textsOf(view);
  const onlySignIn = error.code === "not-signed-in" && signInHref;
  const retry = html`<button
    type="button"
    class=${onlySignIn ? "second" : "main"}
    part="button try-again"
    @click=${view.retry}
  >
    ${words.text("tryAgain")}
  </button>`;
  const signIn = signInHref
    ? html`<a
        class=${onlySignIn ? "main" : "second"}
        part="button sign-in"
        href=${signInHref}
        >${words.text("signIn")}</a
      >`
    : nothing;
  return html`<div class="refusal" part="refusal">
    <div class="card">
      <div role="alert">
        <slot name="error" dir=${view.pageDirection}>
          <div dir=${words.direction}>
            <h2>${title}</h2>
            <p>${advice}</p>
          </div>
        </slot>
      </div>
      ${
        error.devices
          ? deviceList(error.devices, secondsAgo, words, view.takeOver)
          : nothing
      }
      <div class="actions">
        ${onlySignIn ? [signIn, retry] : [retry, signIn]}
        ${view.access?.render(words) ?? nothing}
      </div>
      <p class="code" part="code" lang="en" dir="ltr">${error.code}</p>
      ${view.cause ?? nothing}
    </div>
  </div>`;
}

function textsOf({ error, words, offline, signInHref }: RefusalView): {
  title: string;
  advice: string;
} {
  const { code, devices } = error;
  if (offline)
    return {
      title: words.text("offline"),
      advice: words.text("offlineAdvice"),
    };
  const title = words.text(`${code}.title`);
  if (devices) return { title, advice: words.text("watchHereAdvice") };
  if (code === "not-signed-in" && signInHref)
    return { title, advice: words.text("signInAdvice") };
  return { title, advice: words.text(`${code}.advice`) };
}
