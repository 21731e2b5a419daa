import type { ReactiveController, TemplateResult } from "lit";
import type { CauseView } from "../diagnosis/cause-view.js";
import type { DiagnosisInput } from "../diagnosis/diagnose.js";
import type { StorageAccess } from "../diagnosis/storage-access.js";

interface Host extends HTMLElement {
  readonly debug: boolean;
  readonly renderRoot: HTMLElement | DocumentFragment;
  addController(controller: ReactiveController): void;
  requestUpdate(): void;
}

/**
 * Finds out why a video is refused: with `debug` for the author, and for a viewer in a frame whether its cookies are
 * blocked. Nothing of it is loaded before.
 */
export class DiagnosisController implements ReactiveController {
  readonly #host: Host;
  readonly #retry: () => void;
  #view: Promise<CauseView> | undefined;
  #looking: AbortController | undefined;
  /** The cause of the refusal at hand, as soon as it is known. */
  cause: TemplateResult | undefined;
  /** What a viewer can do about it, besides trying again. */
  access: StorageAccess | undefined;

  /** @param retry what a viewer's "Try again" does */
  constructor(host: Host, retry: () => void) {
    this.#host = host;
    this.#retry = retry;
    host.addController(this);
  }

  /** What the page's Content-Security-Policy stops is noted before anything has failed. */
  hostUpdated(): void {
    if (!this.#host.debug || this.#view || !this.#host.isConnected) return;
    const root = this.#host.renderRoot as ShadowRoot;
    this.#view = import("../diagnosis/cause-view.js").then(
      ({ createCauseView }) => createCauseView(root),
    );
    // The next update tries again.
    this.#view.catch(() => (this.#view = undefined));
  }

  hostDisconnected(): void {
    const view = this.#view;
    this.#view = undefined;
    view?.then((made) => made.close()).catch(() => {});
  }

  find(input: DiagnosisInput): void {
    this.clear();
    const { signal } = (this.#looking = new AbortController());
    void this.#findCause(input, signal);
    const { code } = input.error;
    // Of no use to a signature in the query, which needs no cookies.
    const byCookie = input.grant?.delivery !== "query";
    if (window.top !== window && byCookie && /^edge-r|^not-s/.test(code))
      void this.#offerAccess(signal);
  }

  /** The refusal is over. */
  clear(): void {
    this.#looking?.abort();
    this.cause = this.access = undefined;
  }

  async #findCause(input: DiagnosisInput, signal: AbortSignal): Promise<void> {
    const view = await this.#view?.catch(() => undefined);
    const cause = await view?.find(input, signal);
    if (signal.aborted || !cause) return;
    this.cause = cause;
    this.#host.requestUpdate();
  }

  async #offerAccess(signal: AbortSignal): Promise<void> {
    try {
      const { offerStorageAccess } =
        await import("../diagnosis/storage-access.js");
      const access = await offerStorageAccess(this.#retry, () =>
        this.#host.requestUpdate(),
      );
      if (signal.aborted || !access) return;
      this.access = access;
      this.#host.requestUpdate();
    } catch {
      // "Try again" is there all the same.
    }
  }
}
