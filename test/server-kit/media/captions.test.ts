import assert from "node:assert/strict";
import { test } from "node:test";
import { cutCaptions } from "../../../server-kit/media/caption-segments.js";
import { parseCues } from "../../../server-kit/media/cues.js";

const cuesOf = (text: string) => parseCues(text).cues;

test("WebVTT keeps its settings, styles and names; notes stay behind", () => {
  const { blocks, cues } = parseCues(
    "WEBVTT - a lesson\r\n\r\nSTYLE\r\n::cue { color: lime }\r\n\r\nNOTE 00:01.000 --> 00:02.000\r\nno\r\n\r\nintro\r\n00:01.500 --> 01:00:02.250 line:10% align:start\r\n<v Ada>Hi\r\nthere\r\n",
  );
  assert.deepEqual(blocks, ["STYLE\n::cue { color: lime }"]);
  assert.deepEqual(cues, [
    {
      startSeconds: 1.5,
      endSeconds: 3602.25,
      settings: "line:10% align:start",
      text: "<v Ada>Hi\nthere",
    },
  ]);
});

test("SubRip becomes WebVTT: commas, fonts, and signs that are markup there", () => {
  assert.deepEqual(
    cuesOf(
      '1\n00:00:01,000 --> 00:00:02,500 X1:0\n{\\an8}<font color="red">a < b</font> & <I>c</I>\n\n2\n00:00:03,000 --> 00:00:04,000\nnext\n',
    ).map(({ text, settings }) => [text, settings]),
    [
      ["a &lt; b &amp; <i>c</i>", ""],
      ["next", ""],
    ],
  );
});

test("what is no cue is none", () => {
  assert.deepEqual(cuesOf("Once upon a time --> the end"), []);
  assert.deepEqual(cuesOf("1\n00:00:02,000 --> 00:00:01,000\nbackwards"), []);
  assert.deepEqual(cuesOf("1\n00:00:01,000 --> 00:00:02,000\n\n"), []);
});

test("cuts are those of the video, and each file says whose clock it goes by", () => {
  const cues = parseCues(
    "WEBVTT\n\nSTYLE\n::cue {}\n\n00:05.000 --> 00:07.000\nover\n\n00:06.000 --> 00:06.500\nin\n",
  );
  const segments = [6, 6.5, 2].map((seconds) => ({ uri: "", seconds }));
  const [playlist, ...files] = cutCaptions(
    "index_captions_de",
    cues,
    segments,
    216_000,
  );
  assert.equal(
    playlist!.text,
    "#EXTM3U\n#EXT-X-VERSION:6\n#EXT-X-TARGETDURATION:7\n#EXT-X-MEDIA-SEQUENCE:1\n#EXT-X-PLAYLIST-TYPE:VOD\n" +
      "#EXTINF:6.000000,\nindex_captions_de_00001.vtt\n#EXTINF:6.500000,\nindex_captions_de_00002.vtt\n" +
      "#EXTINF:2.000000,\nindex_captions_de_00003.vtt\n#EXT-X-ENDLIST\n",
  );
  const head =
    "WEBVTT\nX-TIMESTAMP-MAP=MPEGTS:216000,LOCAL:00:00:00.000\n\nSTYLE\n::cue {}\n";
  const over = "\n00:00:05.000 --> 00:00:07.000\nover\n";
  const within = "\n00:00:06.000 --> 00:00:06.500\nin\n";
  assert.deepEqual(
    files.map(({ text }) => text),
    [head + over, head + over + within, head],
  );
});
