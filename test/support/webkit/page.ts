import type { Driver } from "./driver.js";
import { keyCode } from "./keys.js";
import { startWebKit, type WebKitOptions } from "./start.js";

type Button = "left" | "middle" | "right";
const buttons = { left: 0, middle: 1, right: 2 };

/** As much of puppeteer's `Page` as the tests use, with its names, in a WebKitGTK of its own. */
export class WebKitPage {
  readonly #driver: Driver;
  readonly #end: () => void;

  private constructor(driver: Driver, end: () => void) {
    this.#driver = driver;
    this.#end = end;
  }

  static async open(options?: WebKitOptions): Promise<WebKitPage> {
    const { driver, end } = await startWebKit(options);
    return new WebKitPage(driver, end);
  }

  async goto(url: string): Promise<void> {
    await this.#driver.post("url", { url });
  }

  url(): Promise<string> {
    return this.#driver.get("url");
  }

  /** Runs a function in the page; it sees nothing of what is around it here. */
  async evaluate<A extends unknown[], R>(
    run: (...args: A) => R | Promise<R>,
    ...args: A
  ): Promise<R> {
    const script = `const done = arguments[arguments.length - 1];
      Promise.resolve((${String(run)})(...Array.prototype.slice.call(arguments, 0, -1)))
        .then((value) => done({ value }), (error) => done({ error: String(error) }));`;
    const { value, error } = await this.#driver.post<{
      value: R;
      error?: string;
    }>("execute/async", { script, args });
    if (error) throw new Error(error);
    return value;
  }

  readonly keyboard = {
    press: async (name: string) => {
      const value = keyCode(name);
      await this.#keys({ type: "keyDown", value }, { type: "keyUp", value });
    },
    down: (name: string) =>
      this.#keys({ type: "keyDown", value: keyCode(name) }),
    up: (name: string) => this.#keys({ type: "keyUp", value: keyCode(name) }),
    type: async (text: string) => {
      for (const character of text) await this.keyboard.press(character);
    },
  };

  readonly mouse = {
    move: (x: number, y: number) => this.#pointer(this.#move(x, y)),
    down: ({ button = "left" }: { button?: Button } = {}) =>
      this.#pointer({ type: "pointerDown", button: buttons[button] }),
    up: ({ button = "left" }: { button?: Button } = {}) =>
      this.#pointer({ type: "pointerUp", button: buttons[button] }),
    click: (
      x: number,
      y: number,
      { button = "left" }: { button?: Button } = {},
    ) =>
      this.#pointer(
        this.#move(x, y),
        { type: "pointerDown", button: buttons[button] },
        { type: "pointerUp", button: buttons[button] },
      ),
    reset: async () => {
      await this.#pointer({ type: "pointerUp", button: 0 }, this.#move(0, 0));
    },
  };

  /** Makes the window as much larger or smaller as the page in it has to be. */
  async setViewport(wanted: { width: number; height: number }): Promise<void> {
    const inner = await this.evaluate(() => [innerWidth, innerHeight]);
    if (inner[0] === wanted.width && inner[1] === wanted.height) return;
    const window = await this.#driver.get<{ width: number; height: number }>(
      "window/rect",
    );
    await this.#driver.post("window/rect", {
      x: 0,
      y: 0,
      width: window.width + wanted.width - inner[0]!,
      height: window.height + wanted.height - inner[1]!,
    });
  }

  /** Ends this browser. */
  async close(): Promise<void> {
    await this.#driver.close().catch(() => {});
    this.#end();
  }

  #move(x: number, y: number) {
    const at = { x: Math.round(x), y: Math.round(y) };
    return { type: "pointerMove", duration: 0, ...at };
  }

  async #keys(...actions: object[]): Promise<void> {
    await this.#driver.post("actions", {
      actions: [{ type: "key", id: "keyboard", actions }],
    });
  }

  async #pointer(...actions: object[]): Promise<void> {
    const parameters = { pointerType: "mouse" };
    await this.#driver.post("actions", {
      actions: [{ type: "pointer", id: "mouse", parameters, actions }],
    });
  }
}
