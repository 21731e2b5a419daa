import { escapeHtml } from "./escape-html.js";
import type { PreparedLesson } from "./prepare.js";

/** The list of lessons, each with a link to its page. */
export function listPage(lessons: readonly PreparedLesson[]): string {
  const items = lessons.map(
    ({ id, title }) =>
      `<li><a href="/watch/${escapeHtml(id)}">${escapeHtml(title)}</a></li>`,
  );
  return page(
    "Your videos",
    `<h1>Your videos</h1>
<p>Each is protected: the player asks for a grant, and this machine's edge checks it for every file.</p>
<ul class="lessons">
${items.join("\n")}
</ul>`,
  );
}

/** One lesson, as an author writes it. */
export function lessonPage(lesson: PreparedLesson): string {
  const tag = tagOf(lesson);
  return page(
    lesson.title,
    `<p><a href="/">All videos</a></p>
<h1>${escapeHtml(lesson.title)}</h1>
${tag}
<h2>What this page holds</h2>
<pre>${escapeHtml(`<script type="module" src="…/secure-hls-player/dist/src/index.js"></script>\n\n${tag}`)}</pre>`,
    '<script type="module" src="/player/index.js"></script>',
  );
}

function tagOf({ id, title }: PreparedLesson): string {
  return `<secure-hls-player
  grant-endpoint="/.auth/grant"
  video-id="${escapeHtml(id)}"
  video-title="${escapeHtml(title)}"
  controls
  debug
></secure-hls-player>`;
}

function page(title: string, body: string, head = ""): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escapeHtml(title)} · secure-hls dev</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/page.css">
${head}
</head>
<body>
<main>
${body}
</main>
</body>
</html>
`;
}

/** Wide enough to watch, narrow enough to read. */
export const pageStyle = `:root { color-scheme: light dark; --paper: #f6f6f3; --ink: #171a20; --soft: #59606d; --line: #d9dbd5; --accent: #2b5ce6; }
@media (prefers-color-scheme: dark) { :root { --paper: #0d1015; --ink: #e8ebf0; --soft: #9ca5b3; --line: #252c36; --accent: #7ea6ff; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 1rem/1.5 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif; }
main { max-width: 60rem; margin: 0 auto; padding: 1.5rem 1rem 3rem; }
h1 { margin: 0.5rem 0 1rem; font-size: 1.5rem; line-height: 1.25; overflow-wrap: anywhere; }
h2 { margin: 2rem 0 0.5rem; font-size: 1rem; color: var(--soft); }
p { color: var(--soft); max-width: 40rem; }
a { color: var(--accent); }
a:focus-visible { outline: 3px solid var(--accent); outline-offset: 3px; border-radius: 2px; }
.lessons { list-style: none; margin: 1.5rem 0; padding: 0; border-top: 1px solid var(--line); }
.lessons li { border-bottom: 1px solid var(--line); }
.lessons a { display: block; padding: 0.875rem 0.25rem; font-size: 1.125rem; text-decoration: none; overflow-wrap: anywhere; }
.lessons a:hover { text-decoration: underline; }
secure-hls-player { display: block; border-radius: 0.5rem; overflow: hidden; }
pre { margin: 0; padding: 1rem; border: 1px solid var(--line); border-radius: 0.5rem; overflow-x: auto; font-size: 0.875rem; }
`;
