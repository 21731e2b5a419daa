/**
 * What WebDriver calls the keys that write nothing.
 * @see https://www.w3.org/TR/webdriver2/#keyboard-actions
 */
const codes: Record<string, string> = {
  Backspace: "\uE003",
  Tab: "\uE004",
  Enter: "\uE007",
  Shift: "\uE008",
  Control: "\uE009",
  Alt: "\uE00A",
  Escape: "\uE00C",
  Space: " ",
  PageUp: "\uE00E",
  PageDown: "\uE00F",
  End: "\uE010",
  Home: "\uE011",
  ArrowLeft: "\uE012",
  ArrowUp: "\uE013",
  ArrowRight: "\uE014",
  ArrowDown: "\uE015",
  Delete: "\uE017",
  Meta: "\uE03D",
  Period: ".",
};

/** @param name as puppeteer calls the key */
export function keyCode(name: string): string {
  const code = codes[name] ?? name;
  if ([...code].length !== 1) throw new Error(`Unknown key ${name}.`);
  return code;
}
