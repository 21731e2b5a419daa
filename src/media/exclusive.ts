interface Player extends EventTarget {
  readonly exclusive: boolean;
  pause(): void;
}

/** All that play in this document. */
const playing = new Set<Player>();

/** Of the exclusive players of a document, one plays at a time: the one that began last. */
export function notePlaying(player: Player, { type }: Event): void {
  if (type === "pause" || type === "emptied") playing.delete(player);
  if (type !== "play") return;
  if (player.exclusive)
    for (const other of playing)
      if (other !== player && other.exclusive) other.pause();
  playing.add(player);
}
