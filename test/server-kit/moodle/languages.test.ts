import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, test } from "node:test";
import { activityFolder, pluginFolder } from "../../support/moodle.js";

/** The folder of each plugin, the file of its texts, and the keys that Moodle itself makes up. */
const plugins: [folder: string, file: string, byMoodle: RegExp][] = [
  [
    pluginFolder,
    "filter_securehls.php",
    /^(?:check_|problem_|status_|pluginname$|filtername$|securehls:)/,
  ],
  [
    activityFolder,
    "securehls.php",
    /^(?:modulename|pluginadministration|pluginname|search:.+|securehls:.+|.+_help|(?:resume|seekpolicy)_.+)$/,
  ],
];

for (const [folder, file, byMoodle] of plugins)
  describe(`the texts of ${file}`, () => {
    const read = (name: string) => readFileSync(join(folder, name), "utf8");

    /** The texts of a language by key. */
    const textsOf = (language: string) =>
      new Map(
        [
          ...read(`lang/${language}/${file}`).matchAll(
            /^\$string\['([^']+)'\] = '((?:[^'\\]|\\.)*)';$/gm,
          ),
        ].map(([, key, text]) => [key!, text!]),
      );

    test("are sorted, and none is left over", () => {
      const english = [...textsOf("en").keys()];
      assert.deepEqual(
        english,
        english.toSorted((a, b) => (a < b ? -1 : 1)),
      );
      const code = readdirSync(folder, { recursive: true, encoding: "utf8" })
        .filter((name) => name.endsWith(".php") && !name.startsWith("lang/"))
        .map(read)
        .join("\n");
      for (const key of english) {
        const used =
          code.includes(`'${key}'`) ||
          byMoodle.test(key) ||
          (key.endsWith("_desc") && code.includes(`'${key.slice(0, -5)}'`));
        assert.ok(used, `Nothing uses ${key}.`);
      }
      for (const [, problem] of code.matchAll(
        /misconfigured\([^,]+, '(\w+)'\)/g,
      ))
        assert.ok(english.includes(`problem_${problem}`), problem);
      // Moodle makes the name of what its search finds of the class's.
      for (const [, area] of code.matchAll(
        /^class (\w+) extends \\core_search\\/gm,
      ))
        assert.ok(english.includes(`search:${area}`), area);
    });

    test("are in each language of the player, whole, with the same gaps", () => {
      const languages = readdirSync("src/messages")
        .map((file) => /^([a-z]{2}(?:-\w+)?)\.ts$/.exec(file)?.[1])
        .filter((tag) => tag !== undefined)
        // Moodle's names of them.
        .map((tag) => ({ "pt-BR": "pt_br", "zh-Hans": "zh_cn" })[tag] ?? tag);
      assert.deepEqual(
        readdirSync(join(folder, "lang")).sort(),
        languages.sort(),
      );
      const english = textsOf("en");
      const gaps = (text = "") =>
        (text.match(/\{\$a(?:->\w+)?\}|\{\w+\}/g) ?? []).sort();
      const same: string[] = [];
      for (const language of languages) {
        const texts = textsOf(language);
        assert.deepEqual([...texts.keys()], [...english.keys()], language);
        for (const [key, text] of texts) {
          assert.notEqual(text.trim(), "", `${language}: ${key}`);
          assert.deepEqual(gaps(text), gaps(english.get(key)), `${language}: ${key}`); // prettier-ignore
          if (language !== "en" && text === english.get(key))
            same.push(`${language} ${key}`);
        }
      }
      // Words that are the same in several languages; whole sentences would have been forgotten.
      assert.ok(same.length < 15, same.join(", "));
    });
  });
