import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { findCommand, findOnPath, install } from "../find-command.js";

/** Where Debian puts what is for one processor only, such as /usr/lib/x86_64-linux-gnu. */
const folders = (): string[] =>
  readdirSync("/usr/lib").map((name) => join("/usr/lib", name));

const inFolders = (path: string): string | undefined =>
  folders()
    .map((folder) => join(folder, path))
    .find((found) => existsSync(found));

/** Debian's packages, and how it shows that one is there. */
const packages: Record<string, () => string | undefined> = {
  xvfb: () => findOnPath(["Xvfb"]),
  "webkit2gtk-driver": () => findOnPath(["WebKitWebDriver"]),
  // H.264; without it there is no MediaSource to speak of.
  "gstreamer1.0-libav": () => inFolders("gstreamer-1.0/libgstlibav.so"),
  // HLS without MediaSource.
  "gstreamer1.0-plugins-bad": () => inFolders("gstreamer-1.0/libgsthls.so"),
};

export interface FoundWebKit {
  xvfb: string;
  driver: string;
  miniBrowser: string;
}

/**
 * The programs of WebKitGTK, installed ones or Debian's when we are root (installs them and what they need to play).
 *
 * @throws Error that says in one sentence what to do
 */
export function findWebKit(): FoundWebKit {
  for (const [name, found] of Object.entries(packages))
    if (!found() && !(install(name) && found()))
      throw new Error(
        `WebKitGTK needs Debian's package ${name}, which is not on this machine: install it.`,
      );
  const miniBrowser =
    inFolders("webkit2gtk-4.1/MiniBrowser") ??
    inFolders("webkit2gtk-4.0/MiniBrowser");
  if (!miniBrowser)
    throw new Error(
      "There is no MiniBrowser on this machine: install Debian's libwebkit2gtk-4.1-0.",
    );
  return {
    xvfb: findCommand("Xvfb"),
    driver: findCommand("WebKitWebDriver"),
    miniBrowser,
  };
}
