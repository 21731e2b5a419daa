import { fixture, fixtureCleanup } from "@open-wc/testing";
import type { SecureHlsPlayer } from "../../src/index.js";
import "../../src/index.js";
import { network } from "./msw-network.js";

/** An element in the page: muted, so that it may play, and asking this test's endpoint unless told otherwise. */
export async function createPlayer(
  attributes: Record<string, string | undefined> = {},
  properties: Partial<SecureHlsPlayer> = {},
): Promise<SecureHlsPlayer> {
  const player = document.createElement("secure-hls-player");
  const all = {
    "grant-endpoint": network.endpoint,
    "video-id": "lesson-1",
    muted: "",
    controls: "",
    ...attributes,
  };
  for (const [name, value] of Object.entries(all))
    if (value !== undefined) player.setAttribute(name, value);
  Object.assign(player, properties);
  const frame = await fixture<HTMLElement>(
    '<div style="width: 640px; max-width: 100%"></div>',
  );
  frame.append(player);
  await player.updateComplete;
  return player;
}

/** Only Chromium is in the hurry of the suite that everybody runs all the time. */
const PATIENCE_MS = /Chrome/.test(navigator.userAgent) ? 6_000 : 20_000;

/** Resolves with the event, or rejects naming it and what the player shows meanwhile. A refusal is on the screen by then. */
export async function event<E extends Event = CustomEvent>(
  player: SecureHlsPlayer,
  type: string,
  timeoutMs = PATIENCE_MS,
): Promise<E> {
  const happened = await next<E>(player, type, timeoutMs);
  if (type === "error")
    await until("the refusal", () => !player.error || refusalText(player));
  return happened;
}

function next<E extends Event>(
  player: SecureHlsPlayer,
  type: string,
  timeoutMs: number,
): Promise<E> {
  const { stack } = new Error();
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      const error = new Error(
        `No ${type} event. The player shows: ${shown(player)} (${player.error?.message})`,
      );
      error.stack = `${error.message}\n${stack}`;
      reject(error);
    }, timeoutMs);
    player.addEventListener(
      type,
      (happened) => {
        clearTimeout(timer);
        resolve(happened as E);
      },
      { once: true },
    );
  });
}

/** Notes the types of the events it is asked to, in order. */
export function record(player: SecureHlsPlayer, ...types: string[]): string[] {
  const happened: string[] = [];
  for (const type of types)
    player.addEventListener(type, () => happened.push(type));
  return happened;
}

/** Everything a player may still be about to ask for has been asked for. */
export const quiet = (ms = 250): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, ms));

/** Polls each frame until `condition` holds. */
export async function until(
  what: string,
  condition: () => unknown,
  timeoutMs = PATIENCE_MS,
): Promise<void> {
  const end = performance.now() + timeoutMs;
  while (!condition()) {
    if (performance.now() > end) throw new Error(`Never: ${what}.`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

export function find<E extends HTMLElement = HTMLElement>(
  player: SecureHlsPlayer,
  selector: string,
): E | null {
  return player.shadowRoot!.querySelector<E>(selector);
}

function textOf(player: SecureHlsPlayer, selector: string): string {
  return find(player, selector)?.textContent.replace(/\s+/g, " ").trim() ?? "";
}

/** What a screen reader is told at once when the video is refused. */
export const alertText = (player: SecureHlsPlayer): string =>
  textOf(player, "[role=alert]");
/** All that covers the video when it is refused. */
export const refusalText = (player: SecureHlsPlayer): string =>
  textOf(player, ".refusal");
/** What a screen reader is told. */
export const announced = (player: SecureHlsPlayer): string =>
  textOf(player, "[role=status]");
/** What the viewer reads over the video. */
export const shown = (player: SecureHlsPlayer): string =>
  refusalText(player) || textOf(player, ".status [aria-hidden]");

export const retryButton = (player: SecureHlsPlayer): HTMLButtonElement =>
  find<HTMLButtonElement>(player, ".refusal [part~=try-again]")!;

export const controlsReady = (player: SecureHlsPlayer): Promise<void> =>
  until("controls", () => find(player, ".plyr__controls"));

/** Removes the players, and waits until they have let go of their sessions. */
export async function removePlayers(): Promise<void> {
  fixtureCleanup();
  await quiet(0);
  await network.settled();
}
