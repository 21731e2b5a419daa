import type { Engine } from "./engines.js";
import type { Feature } from "./engine-features.js";
import type { TestResult } from "./test-result.js";

/** A test that an engine cannot pass, because it has not got what the test is about. */
interface Lacking {
  engine: Engine;
  /** The test file, without test/src/ and .test.ts. */
  file: string;
  /** The test's name, or the beginning of it that several share. */
  name: string;
  /** What test/src/engine-features.test.ts has asked that engine for, in vain. */
  lacks: Feature;
}

/** All of them. There is no other way for a test not to count. */
export const lacking: readonly Lacking[] = [
  {
    engine: "firefox",
    file: "controls/feedback",
    name: "what a key has done › comes and goes at once for who wants no motion",
    lacks: "emulatedMedia",
  },
  {
    engine: "webkitgtk",
    file: "controls/feedback",
    name: "what a key has done › comes and goes at once for who wants no motion",
    lacks: "emulatedMedia",
  },
  emulated("firefox"),
  emulated("webkitgtk"),
  {
    engine: "webkitgtk",
    file: "watermark",
    name: "a watermark › says what the grant of the time says",
    lacks: "disablePictureInPicture",
  },
  {
    engine: "firefox",
    file: "secure-hls-player-progress",
    name: "<secure-hls-player> with a progress endpoint › reports a last time as it goes, with what was played since",
    lacks: "keepaliveInWorker",
  },
  {
    engine: "firefox",
    file: "secure-hls-player-progress",
    name: "<secure-hls-player> with a progress endpoint › says once more as it goes what the endpoint has not taken",
    lacks: "keepaliveInWorker",
  },
  {
    // It is taken to the end first, and playback may stand when it is taken to the start right after.
    engine: "webkitgtk",
    file: "secure-hls-player-resume",
    name: "<secure-hls-player> goes on where the viewer was › also when it is over, and its end is known only later: then it begins anew",
    lacks: "positionBeforeSource",
  },
  ...reflected("firefox", "playsInline", "playsinline"),
  ...reflected("firefox", "disableRemotePlayback", "disableremoteplayback"),
  ...reflected("webkitgtk", "disableRemotePlayback", "disableremoteplayback"),
  ...reflected(
    "webkitgtk",
    "disablePictureInPicture",
    "disablepictureinpicture",
  ),
  {
    engine: "webkitgtk",
    file: "controls/features",
    name: "buttons for what the browser can do › picture in picture is not there",
    lacks: "pictureInPicture",
  },
  {
    engine: "webkitgtk",
    file: "controls/fullscreen",
    name: "fullscreen › picture in picture can be left again",
    lacks: "pictureInPicture",
  },
  {
    engine: "webkitgtk",
    file: "media/native-surface",
    name: "the element as a <video> › gives its media events their own kinds",
    lacks: "mediaEncryptedEvent",
  },
  {
    engine: "webkitgtk",
    file: "media/native-surface",
    name: "the element as a <video> › keeps what was asked for before it was defined",
    lacks: "positionBeforeSource",
  },
  {
    engine: "webkitgtk",
    file: "media/native-surface",
    name: "the element as a <video> › begins where it was asked to before",
    lacks: "positionBeforeSource",
  },
];

/** The two tests that compare a property with that of `<video>`. */
function reflected(
  engine: Engine,
  lacks: Feature,
  attribute: string,
): Lacking[] {
  const about = "properties that stand for attributes ›";
  return [
    `${about} ${lacks} answers as <video> does, for whatever stands in ${attribute}`,
    `${about} ${lacks} writes ${attribute} as <video> does`,
  ].map((name) => ({
    engine,
    file: "media/reflected-properties",
    name,
    lacks,
  }));
}

/** The tests of the watermark that are about the viewer's wish for no motion. */
function emulated(engine: Engine): Lacking {
  const name = "a watermark › goes to another place, with";
  return { engine, file: "watermark", name, lacks: "emulatedMedia" };
}

/** A failed test that is listed counts as not possible; a listed one that passed has to be taken off the list. */
export function weighed(engine: Engine, result: TestResult): TestResult {
  const listed = lacking.find(
    ({ engine: where, file, name }) =>
      where === engine &&
      result.file === `test/src/${file}.test.ts` &&
      result.name.startsWith(name),
  );
  if (!listed) return result;
  if (!result.passed) return { ...result, lacks: listed.lacks };
  const message = `It passes in ${engine}, although test/support/lacking.ts says that it cannot (${listed.lacks}).`;
  return { ...result, passed: false, message };
}
