/**
 * Makes the demo's lesson, `demo/media/lesson-1/`: 48 seconds of slides in three renditions, with two audio
 * tracks and two subtitle languages, packaged as TS, fMP4 (CMAF) and AES-128, a poster, a storyboard and chapters.
 *
 *     npx tsx demo/make-media.ts [output directory]
 *
 * The result is committed, so that the demo and the tests need no ffmpeg. Run this only to change the lesson.
 * The same ffmpeg writes the same bytes each time (the committed files: ffmpeg 5.1.9 of Debian 12); another
 * version may well encode differently, which does no harm.
 */
import { spawn } from "node:child_process";
import { createCipheriv } from "node:crypto";
import { existsSync } from "node:fs";
import {
  cp,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rm,
  stat,
  writeFile,
} from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { keyPath, lessonKey, lessonKeyId } from "./lesson-key.js";

const FONT = "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf";
const FONT_BOLD = "/usr/share/fonts/truetype/dejavu/DejaVuSans-Bold.ttf";

/** What the repository can bear; the script fails above it. */
const MAX_BYTES = 1_500_000;

// A slide is a whole number of segments, so a new slide is always a key frame that had to be paid for anyway.
const SLIDE_SECONDS = 8;
const SEGMENT_SECONDS = 4;
/** Of video. Five frames a second are enough for a clock, and each frame costs at least one 188-byte TS packet. */
const FRAME_RATE = 5;
/** One key frame a segment: these pages of sharp text cost 100 times as much as the frames between. */
const GOP_SECONDS = SEGMENT_SECONDS;

// Nearly grey: at these quantizers a bluer page falls into blocks of slightly different blue.
const BACKGROUND = "0x11151c";
const PANEL = "0x222a38";
const LINE = "0x475569";
const TEXT_DIM = "0x64748b";
const TRACK = "0x2e3847";
const TEXT = "0xf8fafc";
const TEXT_SOFT = "0xcbd5e1";

/** Each has a colour of its own: a screenshot then shows the level at a glance, and the clock the time. */
const RENDITIONS = [
  {
    name: "1080p",
    width: 1920,
    height: 1080,
    level: "4.0",
    color: "0x34d399",
    quantizer: 41,
  },
  {
    name: "720p",
    width: 1280,
    height: 720,
    level: "3.1",
    color: "0x38bdf8",
    quantizer: 41,
  },
  {
    name: "480p",
    width: 854,
    height: 480,
    level: "3.0",
    color: "0xfbbf24",
    quantizer: 39,
  },
] as const;
type Rendition = (typeof RENDITIONS)[number];

/** Two chords that nobody confuses: English bright and high (C major), German dark and low (A minor). */
const LANGUAGES = [
  { code: "en", name: "English", chord: [261.63, 329.63, 392.0] },
  { code: "de", name: "Deutsch", chord: [110.0, 164.81, 220.0, 261.63] },
] as const;
type Language = (typeof LANGUAGES)[number];

/** Few words: they are what the bytes are spent on. */
interface Slide {
  heading: string;
  line: string;
  /** Who talks in the diagram: the player with the grant endpoint, with the edge, or with both. */
  talks: ("endpoint" | "edge")[];
  /** Two subtitles a slide, each half of it. */
  subtitles: Record<Language["code"], [string, string]>;
}

const SLIDES: Slide[] = [
  {
    heading: "A grant opens the lesson",
    line: "It is signed, and here it lasts 20 seconds.",
    talks: ["endpoint"],
    subtitles: {
      en: ["First the player asks for a grant.", "The answer is signed."],
      de: ["Zuerst bittet der Player um Zugang.", "Die Antwort ist signiert."],
    },
  },
  {
    heading: "The edge checks every file",
    line: "Playlist, segment, key: no grant, no bytes.",
    talks: ["edge"],
    subtitles: {
      en: ["Every file needs the grant.", "A copied link opens nothing."],
      de: ["Jede Datei wird geprüft.", "Ein kopierter Link öffnet nichts."],
    },
  },
  {
    heading: "Renewal comes before expiry",
    line: "Playback never waits for permission.",
    talks: ["endpoint", "edge"],
    subtitles: {
      en: ["The next grant comes in good time.", "And nothing stutters."],
      de: ["Die Verlängerung kommt rechtzeitig.", "Und nichts ruckelt."],
    },
  },
  {
    heading: "A refusal is repaired",
    line: "One renewal, one retry, the same quality.",
    talks: ["endpoint", "edge"],
    subtitles: {
      en: ["Refused? The player renews at once.", "The lesson goes on."],
      de: ["Abgelehnt? Der Player fragt neu an.", "Die Lektion geht weiter."],
    },
  },
  {
    heading: "Waking up takes one request",
    line: "Close the laptop, come back, carry on.",
    talks: ["endpoint", "edge"],
    subtitles: {
      en: ["Even after two hours of sleep.", "You carry on where you were."],
      de: ["Auch nach zwei Stunden Pause.", "Weiter geht es, wo Sie waren."],
    },
  },
  {
    heading: "A clear no is said once",
    line: "Why, and what the viewer can do next.",
    talks: ["endpoint"],
    subtitles: {
      en: ["A no is a no.", "The player says why, and what to do."],
      de: ["Ein Nein ist ein Nein.", "Der Player sagt, warum und was hilft."],
    },
  },
];

const DURATION = SLIDES.length * SLIDE_SECONDS;

interface Variant {
  name: "ts" | "cmaf" | "aes";
  extension: "ts" | "m4s";
  renditions: readonly Rendition[];
  /** The segments' clock at the start of the lesson, in 90 kHz ticks, which subtitles are matched against. */
  mpegTs: number;
}

const LOWEST_FIRST = [...RENDITIONS].reverse();

/** In the order they are made: aes is encrypted from ts. ffmpeg starts TS at 1.4 s (its default delay) and fMP4 at 0. */
const VARIANTS: Variant[] = [
  // Highest first, as MediaConvert lists them: a player must not take the first for the one to start with.
  { name: "ts", extension: "ts", renditions: RENDITIONS, mpegTs: 126_000 },
  { name: "cmaf", extension: "m4s", renditions: LOWEST_FIRST, mpegTs: 0 },
  { name: "aes", extension: "ts", renditions: LOWEST_FIRST, mpegTs: 126_000 },
];

/** Everything that could differ between two runs (dates, versions, thread timing) is switched off. */
const BITEXACT = "-threads 1 -flags +bitexact -fflags +bitexact".split(" ");

/** Runs ffmpeg in `cwd`, so that filters can name files there without escaping a path twice. */
function ffmpeg(cwd: string, args: string[]): Promise<void> {
  return new Promise((done, fail) => {
    const child = spawn(
      "ffmpeg",
      ["-hide_banner", "-loglevel", "error", "-y", ...args],
      { cwd, stdio: ["ignore", "ignore", "pipe"] },
    );
    let stderr = "";
    child.stderr.on("data", (data) => (stderr += data));
    child.on("error", fail);
    child.on("close", (code) =>
      code === 0
        ? done()
        : fail(new Error(`ffmpeg ended with ${code}:\n${stderr}`)),
    );
  });
}

/** One sentence for whoever lacks a tool, instead of a stack trace. */
async function checkTools(): Promise<void> {
  const found = await ffmpeg(tmpdir(), ["-version"]).then(
    () => true,
    () => false,
  );
  if (!found) {
    throw new Error(
      "ffmpeg was not found: install it (Debian: `apt-get install ffmpeg`) and run this script again.",
    );
  }
  if (!existsSync(FONT) || !existsSync(FONT_BOLD)) {
    throw new Error(
      `The font ${FONT} was not found: install it (Debian: \`apt-get install fonts-dejavu-core\`) and run this script again.`,
    );
  }
}

/**
 * Collects the filters that draw one picture. The picture is drawn at 1920x1080 whatever the rendition, then scaled:
 * what fits once fits everywhere.
 */
class Picture {
  readonly filters: string[] = [];

  constructor(
    private readonly dir: string,
    private readonly name: string,
  ) {}

  box(
    [x, y, w, h]: readonly [number, number, number, number],
    color: string,
    { when = "", border = "fill" } = {},
  ): void {
    this.filters.push(
      `drawbox=x=${x}:y=${y}:w=${w}:h=${h}:c=${color}:t=${border}${when}`,
    );
  }

  /** Text goes through a file: a colon, quote or comma in it would otherwise need three levels of escaping. */
  async text(
    text: string,
    [x, y]: readonly [number | string, number | string],
    size: number,
    color: string,
    { when = "", bold = false } = {},
  ): Promise<void> {
    const file = `${this.name}-${this.filters.length}.txt`;
    await writeFile(join(this.dir, file), text);
    this.filters.push(
      `drawtext=fontfile=${bold ? FONT_BOLD : FONT}:textfile=${file}:expansion=none:x=${x}:y=${y}` +
        `:fontsize=${size}:fontcolor=${color}${when}`,
    );
  }
}

const MARGIN = 120;
const RIGHT = 1920 - MARGIN;
/** All below is left to the player's controls and subtitles. */
const BAR = [MARGIN, 880, RIGHT - MARGIN, 12] as const;

async function drawHeader(picture: Picture, color: string): Promise<void> {
  picture.box([MARGIN, 92, 12, 92], color);
  await picture.text("Protected lesson", [MARGIN + 44, 104], 64, TEXT, {
    bold: true,
  });
}

/** Grant endpoint ⇄ player ⇄ edge: those who talk on this slide are lit. */
async function drawDiagram(
  picture: Picture,
  color: string,
  talks: Slide["talks"],
  when: string,
): Promise<void> {
  const [y, w, h, gap] = [660, 320, 132, 90];
  const nodes = [
    { label: "Grant endpoint", lit: talks.includes("endpoint") },
    { label: "Player", lit: true },
    { label: "Edge", lit: talks.includes("edge") },
  ];
  for (const [index, { label, lit }] of nodes.entries()) {
    const x = MARGIN + index * (w + gap);
    picture.box([x, y, w, h], PANEL, { when });
    picture.box([x, y, w, h], lit ? color : LINE, { when, border: "4" });
    await picture.text(
      label,
      [`${x}+(${w}-text_w)/2`, `${y}+(${h}-text_h)/2`],
      34,
      lit ? TEXT : TEXT_DIM,
      { when },
    );
    const next = nodes[index + 1];
    if (next) {
      await picture.text(
        "⇄",
        [`${x + w}+(${gap}-text_w)/2`, `${y}+(${h}-text_h)/2`],
        56,
        lit && next.lit ? color : LINE,
        { when },
      );
    }
  }
}

/** One encode a rendition; the three variants are copies of it. */
async function encodeVideo(dir: string, rendition: Rendition): Promise<void> {
  const { name, width, height, level, color, quantizer } = rendition;
  const picture = new Picture(dir, name);
  await drawHeader(picture, color);

  picture.box([RIGHT - 250, 92, 250, 92], color);
  await picture.text(name, [`${RIGHT - 125}-text_w/2`, 112], 56, BACKGROUND, {
    bold: true,
  });

  for (const [index, { heading, line, talks }] of SLIDES.entries()) {
    const start = index * SLIDE_SECONDS;
    const when = `:enable='gte(t,${start})*lt(t,${start + SLIDE_SECONDS})'`;
    await picture.text(heading, [MARGIN, 330], 88, TEXT, { when, bold: true });
    await picture.text(line, [MARGIN, 476], 52, TEXT_SOFT, { when });
    await drawDiagram(picture, color, talks, when);
  }

  // drawtext's own clock shows hours and milliseconds. DejaVu's digits are all equally wide, so it does not jitter.
  const clock =
    "%{eif\\:trunc(t/60)\\:d\\:2}\\:%{eif\\:mod(trunc(t)\\,60)\\:d\\:2}";
  picture.filters.push(
    `drawtext=fontfile=${FONT_BOLD}:text='${clock}':x=${RIGHT}-text_w:y=660+(132-text_h)/2:fontsize=160:fontcolor=${TEXT}`,
  );

  // drawbox cannot move, overlay can: the bar's fill slides into its track, which then gets a gap at each slide.
  const [barX, barY, barWidth, barHeight] = BAR;
  const source = (c: string, size: string) =>
    `color=c=${c}:size=${size}:rate=${FRAME_RATE}:duration=${DURATION}`;
  const gaps = SLIDES.slice(1).map((_, index) => {
    const x = Math.round(((index + 1) * barWidth) / SLIDES.length) - 4;
    return `drawbox=x=${x}:y=0:w=8:h=ih:c=${BACKGROUND}:t=fill`;
  });
  // The drawing filters think in BT.601, while HD video, and what is declared below, is BT.709.
  const scale = `scale=${width}:${height}:flags=area:in_color_matrix=bt601:out_color_matrix=bt709`;
  const graph = [
    `${source(BACKGROUND, "1920x1080")},${picture.filters.join(",")}[page]`,
    `${source(TRACK, `${barWidth}x${barHeight}`)}[track]`,
    `${source(color, `${barWidth}x${barHeight}`)}[fill]`,
    `[track][fill]overlay=x='-w+w*t/${DURATION}',${gaps.join(",")}[bar]`,
    // The faint blur is not seen, and makes key frames of hard-edged text a fifth smaller.
    `[page][bar]overlay=x=${barX}:y=${barY},${scale},gblur=sigma=0.6,setsar=1,format=yuv420p[out]`,
  ];
  await writeFile(join(dir, `${name}.graph`), graph.join(";\n"));

  const gop = String(GOP_SECONDS * FRAME_RATE);
  await ffmpeg(dir, [
    ...["-filter_complex_script", `${name}.graph`, "-map", "[out]"],
    ..."-c:v libx264 -preset veryslow -profile:v main".split(" "),
    // Constant quantizer: CRF would spend most bits on the key frames, which a still page needs no better than the
    // rest. Letters stay sharp enough at 41; the flat page shows blocks unless its colour is coded finer.
    ...["-qp", String(quantizer), "-psy-rd", "0:0", "-x264-params"],
    "ipratio=1:aq-mode=0:chroma-qp-offset=-12",
    // Without a level x264 picks 5.1 for many reference frames, which old phones refuse.
    ...["-level", level, "-refs", "2"],
    // No B-frames: decode and presentation times are equal, so all variants start exactly where they say.
    ...["-bf", "0", "-g", gop, "-keyint_min", gop, "-sc_threshold", "0"],
    // x264 writes its version and options into the stream; dropped, as they are neither small nor ours.
    ...["-bsf:v", "filter_units=remove_types=6"],
    ...["-color_primaries", "bt709", "-color_trc", "bt709"],
    ...["-colorspace", "bt709", ...BITEXACT, `${name}.mp4`],
  ]);
}

/**
 * A soft chime every four seconds: enough to hear that there is sound, and which track it is, without a drone below
 * the viewer's own thoughts. The silence between costs next to nothing.
 */
async function encodeAudio(dir: string, language: Language): Promise<void> {
  const since = `mod(t,${SEGMENT_SECONDS})`;
  // A click is a sudden start; 40 ms are a gentle one.
  const envelope = `0.05*min(1,${since}/0.04)*exp(-3*${since})`;
  const voices = language.chord.map((hertz) => `sin(2*PI*${hertz}*t)`);
  const chord = `${envelope}*(${voices.join("+")})`;
  await ffmpeg(dir, [
    // A little shorter than the video, as the encoder's own delay would otherwise leave one more segment of 46 ms.
    ...["-f", "lavfi", "-i"],
    `aevalsrc=exprs='${chord}':sample_rate=16000:duration=${DURATION - 0.1}`,
    ..."-c:a aac -b:a 4k -ac 1".split(" "),
    // ADTS, not MP4: it knows no edit list, so that audio starts at 0 as the video does.
    ...[...BITEXACT, "-f", "adts", `audio-${language.code}.aac`],
  ]);
}

/** Cuts one encoded track into the segments and the media playlist of a variant. */
async function packageTrack(
  dir: string,
  variant: Variant,
  input: string,
  track: string,
): Promise<void> {
  const options =
    variant.name === "cmaf"
      ? [
          ..."-hls_segment_type fmp4 -hls_fmp4_init_filename".split(" "),
          `${track}-init.mp4`,
          // MP4 keeps the AAC header in its init segment, not in each frame as ADTS does.
          ...(input.endsWith(".aac") ? ["-bsf:a", "aac_adtstoasc"] : []),
        ]
      : // PAT, PMT and SDT once a segment: every 0.1 s, the default, they would outweigh the pictures.
        ["-hls_segment_options", "pat_period=3600:sdt_period=3600"];
  await ffmpeg(join(dir, variant.name), [
    ...["-i", `../${input}`, "-c", "copy", ...BITEXACT],
    ...["-f", "hls", "-hls_time", String(SEGMENT_SECONDS)],
    ..."-hls_playlist_type vod -hls_flags independent_segments".split(" "),
    ...options,
    ...["-hls_segment_filename", `${track}-%02d.${variant.extension}`],
    `${track}.m3u8`,
  ]);
}

/**
 * The AES-128 variant is the TS one, each segment encrypted as a whole. Not by ffmpeg, which has one IV for all of
 * them; without an IV in the playlist it is the segment's number (RFC 8216bis, 5.2), as packagers do it.
 */
async function encryptTrack(dir: string, track: string): Promise<void> {
  const playlist = await readFile(join(dir, "ts", `${track}.m3u8`), "utf8");
  const segments = playlist.split("\n").filter((line) => /^[^#]/.test(line));
  for (const [number, segment] of segments.entries()) {
    const iv = Buffer.alloc(16);
    iv.writeUInt32BE(number, 12);
    const cipher = createCipheriv("aes-128-cbc", lessonKey, iv);
    const plain = await readFile(join(dir, "ts", segment));
    await writeFile(
      join(dir, "aes", segment),
      Buffer.concat([cipher.update(plain), cipher.final()]),
    );
  }
  // A path of the key endpoint's: the demo puts its origin before it. The key itself is no file.
  const key = `#EXT-X-KEY:METHOD=AES-128,URI="${keyPath}${lessonKeyId}"\n`;
  await writeFile(
    join(dir, "aes", `${track}.m3u8`),
    playlist.replace("#EXTINF", `${key}#EXTINF`),
  );
}

function timestamp(seconds: number): string {
  return `00:${new Date(seconds * 1000).toISOString().slice(14, 23)}`;
}

/** Subtitles are cut too, one file a slide: their requests must survive a grant's end like any other. */
async function writeSubtitles(
  dir: string,
  variant: Variant,
  language: Language,
): Promise<void> {
  const track = `subtitles-${language.code}`;
  const playlist = [
    "#EXTM3U",
    "#EXT-X-VERSION:6",
    `#EXT-X-TARGETDURATION:${SLIDE_SECONDS}`,
    "#EXT-X-MEDIA-SEQUENCE:0",
    "#EXT-X-PLAYLIST-TYPE:VOD",
  ];
  for (const [index, { subtitles }] of SLIDES.entries()) {
    const cues = subtitles[language.code].map((text, half) => {
      const start = (index + half / 2) * SLIDE_SECONDS + 0.25;
      const end = start + SLIDE_SECONDS / 2 - 0.5;
      return `${timestamp(start)} --> ${timestamp(end)}\n${text}\n`;
    });
    const file = `${track}-${String(index).padStart(2, "0")}.vtt`;
    await writeFile(
      join(dir, variant.name, file),
      [
        `WEBVTT\nX-TIMESTAMP-MAP=MPEGTS:${variant.mpegTs},LOCAL:00:00:00.000\n`,
        ...cues,
      ].join("\n"),
    );
    playlist.push(`#EXTINF:${SLIDE_SECONDS}.000,`, file);
  }
  playlist.push("#EXT-X-ENDLIST", "");
  await writeFile(
    join(dir, variant.name, `${track}.m3u8`),
    playlist.join("\n"),
  );
}

/** Bits a second of a track as it came out: its busiest segment, and all of it. */
async function measure(
  dir: string,
  track: string,
): Promise<{ peak: number; average: number }> {
  const playlist = await readFile(join(dir, `${track}.m3u8`), "utf8");
  let [peak, bits, seconds] = [0, 0, 0];
  for (const [, duration, uri] of playlist.matchAll(
    /#EXTINF:([\d.]+),.*\n(.+)/g,
  )) {
    const segmentBits = (await stat(join(dir, uri!))).size * 8;
    // A last segment shorter than half the target does not count towards the peak (RFC 8216bis, 4.4.6.2).
    if (Number(duration) >= SEGMENT_SECONDS / 2) {
      peak = Math.max(peak, segmentBits / Number(duration));
    }
    bits += segmentBits;
    seconds += Number(duration);
  }
  return { peak, average: bits / seconds };
}

/** `avc1.PPCCLL` as the encoder really wrote it: the three bytes after the version in the avcC box. */
async function videoCodec(dir: string, rendition: Rendition): Promise<string> {
  const mp4 = await readFile(join(dir, `${rendition.name}.mp4`));
  const avcC = mp4.indexOf("avcC") + 4;
  return `avc1.${mp4.subarray(avcC + 1, avcC + 4).toString("hex")}`;
}

/**
 * The multivariant playlist, by hand: ffmpeg's own would declare the audio's bandwidth only (a constant quantizer states no rate),
 * leave the subtitles out and call the languages audio_3 and audio_4.
 */
async function writeMultivariantPlaylist(
  dir: string,
  variant: Variant,
): Promise<void> {
  const variantDir = join(dir, variant.name);
  const lines = [
    "#EXTM3U",
    `#EXT-X-VERSION:${variant.name === "cmaf" ? 7 : 6}`,
    "#EXT-X-INDEPENDENT-SEGMENTS",
    "",
  ];
  const audio = { peak: 0, average: 0 };
  for (const { code, name } of LANGUAGES) {
    const track = `audio-${code}`;
    const { peak, average } = await measure(variantDir, track);
    audio.peak = Math.max(audio.peak, peak);
    audio.average = Math.max(audio.average, average);
    const isDefault = code === "en" ? "YES" : "NO";
    lines.push(
      `#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="audio",NAME="${name}",LANGUAGE="${code}",DEFAULT=${isDefault},AUTOSELECT=YES,CHANNELS="1",URI="${track}.m3u8"`,
    );
  }
  for (const { code, name } of LANGUAGES) {
    lines.push(
      `#EXT-X-MEDIA:TYPE=SUBTITLES,GROUP-ID="subtitles",NAME="${name}",LANGUAGE="${code}",DEFAULT=NO,AUTOSELECT=YES,FORCED=NO,URI="subtitles-${code}.m3u8"`,
    );
  }
  for (const rendition of variant.renditions) {
    const { name, width, height } = rendition;
    const video = await measure(variantDir, name);
    const attributes = [
      `BANDWIDTH=${Math.ceil(video.peak + audio.peak)}`,
      `AVERAGE-BANDWIDTH=${Math.ceil(video.average + audio.average)}`,
      `RESOLUTION=${width}x${height}`,
      `FRAME-RATE=${FRAME_RATE}.000`,
      `CODECS="${await videoCodec(dir, rendition)},mp4a.40.2"`,
      'AUDIO="audio"',
      'SUBTITLES="subtitles"',
    ];
    lines.push("", `#EXT-X-STREAM-INF:${attributes.join(",")}`, `${name}.m3u8`);
  }
  await writeFile(join(variantDir, "index.m3u8"), `${lines.join("\n")}\n`);
}

/** The lesson before it starts: the same header, so that pressing play does not make the page jump. */
async function drawPoster(dir: string): Promise<void> {
  const color = RENDITIONS[0].color;
  const picture = new Picture(dir, "poster");
  await drawHeader(picture, color);
  const heading = "How a playback grant works";
  await picture.text(heading, [MARGIN, 330], 88, TEXT, { bold: true });
  await drawDiagram(picture, color, ["endpoint", "edge"], "");
  const [x, y, width, height] = BAR;
  const step = width / SLIDES.length;
  for (const index of SLIDES.keys()) {
    const left = Math.round(x + index * step);
    picture.box([left, y, Math.round(step) - 8, height], TRACK);
  }
  await ffmpeg(dir, [
    ...["-f", "lavfi", "-i", `color=c=${BACKGROUND}:size=1920x1080`],
    ...["-vf", `${picture.filters.join(",")},scale=960:540:flags=lanczos`],
    ..."-frames:v 1 -q:v 4 -huffman optimal".split(" "),
    ...[...BITEXACT, "poster.jpg"],
  ]);
}

/** One picture a segment, in one image. */
const TILE = { width: 192, height: 108, columns: 4 } as const;

async function makeStoryboard(dir: string): Promise<void> {
  const { width, height, columns } = TILE;
  const tiles = DURATION / SEGMENT_SECONDS;
  await ffmpeg(dir, [
    ...["-i", `${LOWEST_FIRST[0]!.name}.mp4`, "-vf"],
    `select=not(mod(n\\,${SEGMENT_SECONDS * FRAME_RATE})),scale=${width}:${height}:flags=lanczos,tile=${columns}x${tiles / columns}`,
    ..."-frames:v 1 -q:v 7 -huffman optimal".split(" "),
    ...[...BITEXACT, "storyboard.jpg"],
  ]);
  const cues = Array.from({ length: tiles }, (_, index) => {
    const [x, y] = [
      (index % columns) * width,
      Math.floor(index / columns) * height,
    ];
    return `${span(index, SEGMENT_SECONDS)}\nstoryboard.jpg#xywh=${x},${y},${width},${height}\n`;
  });
  await writeFile(
    join(dir, "storyboard.vtt"),
    ["WEBVTT\n", ...cues].join("\n"),
  );
}

/** A chapter a slide. */
async function writeChapters(dir: string): Promise<void> {
  const cues = SLIDES.map(
    ({ heading }, index) => `${span(index, SLIDE_SECONDS)}\n${heading}\n`,
  );
  await writeFile(join(dir, "chapters.vtt"), ["WEBVTT\n", ...cues].join("\n"));
}

/** The times of a cue, where all of them last as long. */
function span(index: number, seconds: number): string {
  return `${timestamp(index * seconds)} --> ${timestamp((index + 1) * seconds)}`;
}

async function bytesOf(dir: string): Promise<number> {
  let bytes = 0;
  for (const entry of await readdir(dir, { withFileTypes: true })) {
    const path = join(dir, entry.name);
    bytes += entry.isDirectory()
      ? await bytesOf(path)
      : (await stat(path)).size;
  }
  return bytes;
}

async function makeMedia(output: string): Promise<void> {
  await checkTools();
  // Built aside and put in place at the end: a run that fails leaves the committed lesson as it was.
  const dir = await mkdtemp(join(tmpdir(), "lesson-1-"));
  try {
    await Promise.all([
      ...RENDITIONS.map((rendition) => encodeVideo(dir, rendition)),
      ...LANGUAGES.map((language) => encodeAudio(dir, language)),
      drawPoster(dir),
      writeChapters(dir),
    ]);
    await makeStoryboard(dir);
    for (const variant of VARIANTS) {
      await mkdir(join(dir, variant.name));
      const inputs = [
        ...RENDITIONS.map(({ name }) => [name, `${name}.mp4`] as const),
        ...LANGUAGES.map(
          ({ code }) => [`audio-${code}`, `audio-${code}.aac`] as const,
        ),
      ];
      for (const [track, input] of inputs) {
        await (variant.name === "aes"
          ? encryptTrack(dir, track)
          : packageTrack(dir, variant, input, track));
      }
      for (const language of LANGUAGES) {
        await writeSubtitles(dir, variant, language);
      }
      await writeMultivariantPlaylist(dir, variant);
    }

    await rm(output, { recursive: true, force: true });
    const besides = [
      "poster.jpg",
      "storyboard.jpg",
      "storyboard.vtt",
      "chapters.vtt",
    ];
    for (const item of ["ts", "cmaf", "aes", ...besides]) {
      await cp(join(dir, item), join(output, item), { recursive: true });
    }
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
  const bytes = await bytesOf(output);
  console.log(`${output}: ${DURATION} s, ${bytes} bytes`);
  if (bytes > MAX_BYTES) {
    throw new Error(
      `That is over the limit of ${MAX_BYTES} bytes: raise the quantizers.`,
    );
  }
}

const output =
  process.argv[2] ?? fileURLToPath(new URL("media/lesson-1", import.meta.url));
try {
  await makeMedia(resolve(output));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
