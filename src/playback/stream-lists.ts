import type Hls from "hls.js";
import type { Level, LevelDetails, MediaPlaylist } from "hls.js";
import type { AudioTrack, VideoTrack } from "media-tracks";
import type { MediaElement, PlayerRendition } from "../media/media-element.js";
import { SHORTEST_WINDOW_SECONDS } from "../media/stream.js";

/** The role of an audio track that describes the picture. @see https://datatracker.ietf.org/doc/html/draft-pantos-hls-rfc8216bis#section-4.4.6.1 */
const describesVideo = "public.accessibility.describes-video";

/** How far from the edge playback may drift, and still be live. */
const shortestToleranceSeconds = 3;

/**
 * Keeps the element's lists of renditions and audio tracks in step with hls.js: what the stream offers is listed, what
 * somebody selects in a list is what hls.js plays next.
 */
export class StreamLists {
  readonly #player: MediaElement;
  readonly #hls: Hls;
  readonly #life = new AbortController();
  #video: VideoTrack | undefined;
  /** Whether hls.js's choice has been limited. */
  #capped = false;
  #added = 0;
  readonly #renditions = new Map<Level, PlayerRendition>();
  readonly #audio = new Map<MediaPlaylist, AudioTrack>();

  constructor(HlsClass: typeof Hls, hls: Hls, player: MediaElement) {
    this.#player = player;
    this.#hls = hls;
    const { Events } = HlsClass;
    const { signal } = this.#life;
    hls.on(Events.MANIFEST_PARSED, () => this.#listLevels());
    hls.on(Events.LEVELS_UPDATED, () => this.#listLevels());
    hls.on(Events.LEVEL_SWITCHED, (_event, { level }) => {
      const playing = hls.levels[level];
      player.setPlayingRendition(playing && this.#renditions.get(playing));
    });
    hls.on(Events.AUDIO_TRACKS_UPDATED, () => this.#listAudio());
    hls.on(Events.AUDIO_TRACK_SWITCHED, () => this.#showAudio());
    hls.on(Events.LEVEL_LOADED, (_event, { details }) => {
      player.setStream(
        details.live ? "live" : "on-demand",
        targetLiveWindow(details),
        {
          syncPosition: () => hls.liveSyncPosition,
          toleranceSeconds: Math.max(
            details.targetduration,
            shortestToleranceSeconds,
          ),
        },
      );
    });
    player.setForcedTracks(() =>
      hls.subtitleTracks
        .filter(({ forced }) => forced)
        .flatMap(({ trackNode }) => trackNode?.track ?? []),
    );
    player.videoRenditions.addEventListener(
      "change",
      () => this.#selectLevel(),
      { signal },
    );
    player.addEventListener("limitschange", () => this.#listLevels(), {
      signal,
    });
    // Another of hls.js's parts may set its own, such as the one that looks at the player's size.
    hls.on(Events.MAX_AUTO_LEVEL_UPDATED, () => this.#cap());
    player.audioTracks.addEventListener("change", () => this.#selectAudio(), {
      signal,
    });
  }

  destroy(): void {
    this.#life.abort();
    const player = this.#player;
    for (const rendition of this.#renditions.values())
      this.#video?.removeRendition(rendition);
    if (this.#video) player.removeVideoTrack(this.#video);
    for (const track of this.#audio.values()) player.removeAudioTrack(track);
    player.setPlayingRendition(undefined);
    player.setStream("unknown", NaN);
    player.setForcedTracks(() => []);
  }

  #listLevels(): void {
    const levels = this.#allowed();
    if (levels.length === 0) return;
    this.#cap();
    if (!this.#video) {
      this.#video = this.#player.addVideoTrack("main");
      this.#video.selected = true;
    }
    for (const [level, rendition] of this.#renditions)
      if (!levels.includes(level)) {
        this.#video.removeRendition(rendition);
        this.#renditions.delete(level);
      }
    for (const level of levels)
      if (!this.#renditions.has(level))
        this.#renditions.set(level, this.#add(this.#video, level));
    this.#selectLevel();
  }

  /** Up to the limit; where all are above it, the lowest is better than none. */
  #allowed(): Level[] {
    const { levels } = this.#hls;
    const allowed = levels.filter(
      ({ height }) => height <= this.#player.heightLimit,
    );
    return allowed.length > 0 ? allowed : levels.slice(0, 1);
  }

  /** Keeps hls.js's own choice within what is allowed: its levels are sorted by height. */
  #cap(): void {
    const { levels, autoLevelCapping: now, startLevel } = this.#hls;
    const allowed = this.#allowed();
    const beyond = levels.findIndex((level) => !allowed.includes(level));
    const cap = beyond < 0 ? levels.length - 1 : Math.max(beyond - 1, 0);
    if (beyond < 0 && !this.#capped) return;
    this.#capped = beyond >= 0;
    if (now < 0 || now > cap || !this.#capped)
      this.#hls.autoLevelCapping = this.#capped ? cap : -1;
    if (startLevel > cap) this.#hls.startLevel = cap;
  }

  #add(track: VideoTrack, level: Level): PlayerRendition {
    const rendition: PlayerRendition = track.addRendition(
      level.url[0]!,
      level.width,
      level.height,
      level.videoCodec,
      level.bitrate,
      level.frameRate || undefined,
    );
    rendition.id = String(this.#added++);
    rendition.videoRange = level.videoRange;
    return rendition;
  }

  /** One selected rendition is played; none, or several of them, leave the choice to hls.js. */
  #selectLevel(): void {
    const selected = [...this.#renditions].filter(
      ([, rendition]) => rendition.selected,
    );
    const index =
      selected.length === 1 ? this.#hls.levels.indexOf(selected[0]![0]) : -1;
    const now = this.#hls.autoLevelEnabled ? -1 : this.#hls.manualLevel;
    // nextLevel switches without emptying the buffer.
    if (index !== now) this.#hls.nextLevel = index;
  }

  #listAudio(): void {
    const { audioTracks } = this.#hls;
    for (const [track, listed] of this.#audio)
      if (!audioTracks.includes(track)) {
        this.#player.removeAudioTrack(listed);
        this.#audio.delete(track);
      }
    for (const track of audioTracks)
      if (!this.#audio.has(track)) {
        const listed = this.#player.addAudioTrack(
          kindOf(track),
          track.name,
          track.lang ?? "",
        );
        listed.id = String(track.id);
        this.#audio.set(track, listed);
      }
    this.#showAudio();
  }

  #showAudio(): void {
    const playing = this.#hls.audioTracks[this.#hls.audioTrack];
    for (const [track, listed] of this.#audio)
      listed.enabled = track === playing;
  }

  /** One is heard at a time: what was enabled last. */
  #selectAudio(): void {
    const { audioTracks, audioTrack } = this.#hls;
    const wanted = audioTracks.findIndex(
      (track, index) => index !== audioTrack && this.#audio.get(track)?.enabled,
    );
    if (wanted >= 0) this.#hls.audioTrack = wanted;
    else this.#showAudio();
  }
}

function kindOf(track: MediaPlaylist): string {
  if (track.characteristics?.includes(describesVideo)) return "main-desc";
  return track.default ? "main" : "alternative";
}

/** @see https://github.com/video-dev/media-ui-extensions/blob/main/proposals/0007-target-live-window.md */
function targetLiveWindow({ live, type, totalduration }: LevelDetails): number {
  if (!live) return NaN;
  if (type === "EVENT") return Infinity;
  return totalduration < SHORTEST_WINDOW_SECONDS
    ? 0
    : Math.round(totalduration);
}
