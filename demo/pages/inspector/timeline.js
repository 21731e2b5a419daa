import { realNow } from "./clock.js";
import { isKeyRequest, kindOf } from "./words.js";

/** What is shown of the past and of the time to come, in milliseconds. */
const pastMs = 75_000;
const futureMs = 20_000;

/** Lanes from top to bottom, in CSS pixels. Each has its name in its first line. */
const lanes = {
  grants: { top: 4, label: "grants" },
  grantRequests: { top: 60, label: "grant requests, keys in green" },
  edgeRequests: { top: 92, label: "edge requests" },
  buffer: { top: 146, label: "seconds in the buffer" },
};
const labelHeight = 14;
const barHeight = 16;
const axisTop = 197;
const bufferHeight = 34;
const bufferSeconds = 16;

/** The edge's files in rows, so that those of one moment do not cover each other. */
const rows = {
  playlist: 0,
  poster: 0,
  "subtitle file": 0,
  "video segment": 1,
  "audio segment": 2,
};

const names = [
  "ink",
  "soft",
  "line",
  "accent",
  "ok",
  "warn",
  "bad",
  "panel",
  "wash",
];

/**
 * The last minute as a picture. Drawn ten times a second; once a second for who wants less motion.
 * @param {HTMLCanvasElement} canvas
 */
export function createTimeline(canvas, shown) {
  const { watched, breaks, expiries } = shown;
  const context = canvas.getContext("2d");
  const calm = matchMedia("(prefers-reduced-motion: reduce)");
  const dark = matchMedia("(prefers-color-scheme: dark)");
  let colors = readColors();
  dark.addEventListener("change", () => (colors = readColors()));

  let drawnAt = 0;
  requestAnimationFrame(function frame(now) {
    requestAnimationFrame(frame);
    if (now - drawnAt < (calm.matches ? 1_000 : 100)) return;
    drawnAt = now;
    draw();
  });

  function draw() {
    const { clientWidth: width, clientHeight: height } = canvas;
    const ratio = devicePixelRatio;
    if (canvas.width !== Math.round(width * ratio)) {
      canvas.width = Math.round(width * ratio);
      canvas.height = Math.round(height * ratio);
    }
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.clearRect(0, 0, width, height);
    const now = realNow();
    const x = (at) => ((at - now + pastMs) / (pastMs + futureMs)) * width;
    const first = now - pastMs - 2_000;
    drawGround(width, x, now);
    drawBreaks(x, now);
    drawGrants(x, now);
    drawBuffer(x, now, first);
    drawRequests(x, first);
    drawNow(x(now), height);
  }

  function drawGround(width, x, now) {
    context.font = "11px system-ui, sans-serif";
    context.textBaseline = "middle";
    context.textAlign = "start";
    for (const { top, label } of Object.values(lanes)) {
      context.fillStyle = colors.soft;
      context.fillText(label, 0, top + labelHeight / 2);
      if (top > 10) line(0, top - 3.5, width, top - 3.5, colors.line);
    }
    line(0, axisTop - 0.5, width, axisTop - 0.5, colors.line);
    context.textAlign = "center";
    for (let seconds = -60; seconds <= 15; seconds += 15) {
      const at = x(now + seconds * 1_000);
      line(at, axisTop - 3, at, axisTop + 1, colors.soft);
      context.fillStyle = colors.soft;
      context.fillText(
        seconds === 0
          ? "now"
          : `${seconds < 0 ? "−" : "+"}${Math.abs(seconds)} s`,
        at,
        axisTop + 9,
      );
    }
  }

  /** While something is broken on purpose, the ground shows it. */
  function drawBreaks(x, now) {
    context.fillStyle = colors.warn;
    for (const { from, to = now } of breaks) {
      const start = Math.max(0, x(from));
      if (x(to) < 0) continue;
      context.globalAlpha = 0.1;
      context.fillRect(start, 0, x(to) - start, axisTop - 1);
      context.globalAlpha = 1;
      context.fillRect(start, 0, x(to) - start, 2);
    }
  }

  /** A bar from issue to end, in two rows by turns: where they overlap, the next grant was there in time. */
  function drawGrants(x, now) {
    for (const { number, issuedAt, expiresAt } of watched.grants.slice(-12)) {
      const cut = expiries.find((at) => at > issuedAt && at < expiresAt);
      const end = cut ?? expiresAt;
      const start = x(issuedAt);
      if (x(end) < 0) continue;
      const top =
        lanes.grants.top + labelHeight + (number % 2 ? 0 : barHeight + 2);
      const over = end <= now;
      box(start, top, x(end) - start, over ? 0.12 : 0.2, colors.accent);
      // What has passed of its life is darker.
      if (!over) box(start, top, x(now) - start, 0.22, colors.accent);
      const due = issuedAt + ((expiresAt - issuedAt) * 2) / 3;
      if (due < end) {
        diamond(x(due), top + barHeight / 2, colors.accent);
      }
      if (cut)
        line(x(cut), top - 1, x(cut), top + barHeight + 1, colors.bad, 2);
      context.fillStyle = colors.ink;
      context.textAlign = "start";
      if (x(end) - Math.max(start, 0) > 24)
        context.fillText(
          `${number}`,
          Math.max(start, 0) + 6,
          top + barHeight / 2 + 0.5,
        );
    }
  }

  function drawBuffer(x, now, first) {
    const bottom = axisTop - 1;
    const y = (ahead) =>
      bottom - (Math.min(ahead, bufferSeconds) / bufferSeconds) * bufferHeight;
    const samples = watched.buffer.filter(({ at }) => at >= first);
    if (samples.length > 1) {
      context.beginPath();
      for (const { at, ahead } of samples) context.lineTo(x(at), y(ahead));
      context.strokeStyle = colors.ok;
      context.lineWidth = 1.5;
      context.lineJoin = "round";
      context.stroke();
      context.lineTo(x(samples.at(-1).at), bottom);
      context.lineTo(x(samples[0].at), bottom);
      context.globalAlpha = 0.12;
      context.fillStyle = colors.ok;
      context.fill();
      context.globalAlpha = 1;
      const { at, ahead } = samples.at(-1);
      context.textAlign = "start";
      context.fillStyle = colors.ok;
      context.fillText(ahead.toFixed(0), x(at) + 5, y(ahead));
    }
    context.fillStyle = colors.bad;
    for (const at of watched.waits) {
      if (at < first) continue;
      line(x(at), bottom - bufferHeight, x(at), bottom, colors.bad, 1.5);
      context.textAlign = "start";
      context.fillText("waiting", x(at) + 3, bottom - bufferHeight + 4);
    }
  }

  function drawRequests(x, first) {
    // From the newest on: what was refused lies above its repetition, and of a crowd only the last has its number.
    const right = { grant: Infinity, edge: Infinity };
    for (const entry of shown.requests.toReversed()) {
      if (entry.at < first || entry.method === "OPTIONS") continue;
      const at = x(entry.at);
      drawRequest(entry, at, right[entry.host] - at > 30);
      if (entry.status >= 400) right[entry.host] = at;
    }
  }

  function drawRequest(entry, at, room) {
    const { host, status, path, method } = entry;
    const { top } = host === "grant" ? lanes.grantRequests : lanes.edgeRequests;
    const row = host === "grant" ? 0 : rows[kindOf(path)];
    const y = top + labelHeight + 6 + row * 10;
    if (status === 0) return cross(at, y, colors.bad);
    const answered = isKeyRequest(entry) ? colors.ok : colors.accent;
    if (status < 400) return dot(at, y, answered, method === "DELETE");
    const refused = status < 500;
    const color = refused ? colors.bad : colors.warn;
    if (refused) square(at, y, color);
    else triangle(at, y, color);
    if (!room) return;
    context.fillStyle = color;
    context.textAlign = "start";
    context.fillText(status, at + 7, y);
  }

  function drawNow(at, height) {
    line(at, 0, at, height - 15, colors.ink, 1);
  }

  function readColors() {
    const style = getComputedStyle(document.documentElement);
    return Object.fromEntries(
      names.map((name) => [name, style.getPropertyValue(`--${name}`).trim()]),
    );
  }

  function line(x1, y1, x2, y2, color, width = 1) {
    context.beginPath();
    context.moveTo(x1, y1);
    context.lineTo(x2, y2);
    context.strokeStyle = color;
    context.lineWidth = width;
    context.stroke();
  }

  function box(left, top, width, alpha, color) {
    context.globalAlpha = alpha;
    context.fillStyle = color;
    context.beginPath();
    context.roundRect(left, top, Math.max(0, width), barHeight, 4);
    context.fill();
    context.globalAlpha = 1;
  }

  function shape(points, color) {
    context.beginPath();
    for (const [px, py] of points) context.lineTo(px, py);
    context.closePath();
    context.fillStyle = color;
    context.fill();
  }

  function diamond(cx, cy, color) {
    shape(
      [
        [cx - 3.5, cy],
        [cx, cy - 3.5],
        [cx + 3.5, cy],
        [cx, cy + 3.5],
      ],
      color,
    );
  }

  function triangle(cx, cy, color) {
    shape(
      [
        [cx - 4, cy + 3.5],
        [cx, cy - 4],
        [cx + 4, cy + 3.5],
      ],
      color,
    );
  }

  function square(cx, cy, color) {
    context.fillStyle = color;
    context.fillRect(cx - 3.5, cy - 3.5, 7, 7);
  }

  function cross(cx, cy, color) {
    line(cx - 3, cy - 3, cx + 3, cy + 3, color, 2);
    line(cx - 3, cy + 3, cx + 3, cy - 3, color, 2);
  }

  function dot(cx, cy, color, hollow) {
    context.beginPath();
    context.arc(cx, cy, 3, 0, 7);
    context.lineWidth = 1.25;
    context.strokeStyle = color;
    context.fillStyle = hollow ? colors.panel : color;
    context.fill();
    context.stroke();
  }
}
