import type * as share from "../../../src/sdk/share.js";

/** The same code once more, as another tab of the browser runs it. */
const again: string = "../../../src/sdk/share.ts?another-tab";
export const { GrantShare: AnotherTabsShare } = (await import(
  again
)) as typeof share;
