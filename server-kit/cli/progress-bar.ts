import cliProgress from "cli-progress";
import type { Terminal } from "./terminal.js";

/** Does long work with a bar, which comes with the first news of it: where there is nothing to do, none is shown. */
export async function withProgress<Answer>(
  title: string,
  terminal: Terminal,
  work: (update: (done: number) => void) => Promise<Answer>,
): Promise<Answer> {
  let bar: ProgressBar | undefined;
  try {
    return await work((done) => {
      bar ??= progressBar(title, terminal);
      bar.update(done);
    });
  } finally {
    bar?.stop();
  }
}

interface ProgressBar {
  /** @param done from 0 to 1 */
  update(done: number): void;
  stop(): void;
}

/** A bar where somebody looks at it, and one line at the beginning where nobody does. */
function progressBar(title: string, terminal: Terminal): ProgressBar {
  if (!terminal.interactive) {
    terminal.err(`${title} …\n`);
    return { update: () => undefined, stop: () => undefined };
  }
  const bar = new cliProgress.SingleBar(
    {
      format: "{title} {bar} {percentage} %",
      hideCursor: true,
      stopOnComplete: true,
    },
    cliProgress.Presets.shades_classic,
  );
  bar.start(1, 0, { title });
  return { update: (done) => bar.update(done), stop: () => bar.stop() };
}
