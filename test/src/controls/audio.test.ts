import { expect } from "@open-wc/testing";
import { resetMouse } from "@web/test-runner-commands";
import type { AudioTrack } from "media-tracks";
import {
  createPlayer,
  FIND,
  nameOf,
  press,
  type TestPlayer,
} from "./player.js";

describe("the menu of sound tracks", () => {
  let player: TestPlayer;

  const line = () => player.find("[role=menuitem]:nth-child(3)");
  const entries = () => [
    ...player.root.querySelectorAll<HTMLElement>(
      "[id$=sounds] [role=menuitemradio]",
    ),
  ];
  const tracks = () => [...player.player.audioTracks];

  async function add(
    label: string,
    language: string,
    kind = "alternative",
  ): Promise<AudioTrack> {
    const track = player.player.addAudioTrack(kind, label, language);
    await player.player.told();
    return track;
  }

  beforeEach(async () => {
    player = await createPlayer();
  });
  afterEach(async () => {
    player.remove();
    await resetMouse();
  });

  it("is there when there is a choice", async () => {
    await add("English", "en", "main");
    expect(line().hidden).to.equal(true);
    await add("Deutsch", "de");
    expect(line().hidden).to.equal(false);
  });

  it("says the language where the name does not, and which describes the picture", async () => {
    (await add("English", "en", "main")).enabled = true;
    await add("Deutsch", "de");
    await add("Commentary", "en");
    await add("English (described)", "en", "main-desc");
    await add("", "pt-BR");
    await add("Other", "no such tag");
    await player.player.told();
    expect(entries().map(({ textContent }) => textContent)).to.deep.equal([
      "English",
      "Deutsch",
      "CommentaryEnglish",
      "English (described)Audio description",
      "Brazilian Portuguese",
      "Other",
    ]);
    expect(line().textContent).to.equal("AudioEnglish");
  });

  it("keys choose, and the focus comes back", async () => {
    (await add("English", "en", "main")).enabled = true;
    await add("Deutsch", "de");
    await player.player.told();
    player.find(FIND.settings).focus();
    for (const key of ["Enter", "Enter", "ArrowDown", "Enter"])
      await press(key);
    expect(tracks()[1]!.enabled).to.equal(true);
    expect(nameOf(player.focused)).to.contain("Audio");
    await press("Escape");
    expect(player.focused === player.find(FIND.settings)).to.equal(true);
    expect(player.media.paused).to.equal(true);
  });
});
