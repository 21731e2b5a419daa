/**
 * What the player loads when it first needs it, loaded before the clock of a test runs: the test server makes JavaScript of each
 * file when it is first asked for, which takes many seconds on a busy machine.
 */
import "hls.js";
import "../../src/controls/mount-controls.js";
import "../../src/lesson/lesson.js";
import "../../src/playback/play.js";
import "../../src/watermark/watermark.js";
