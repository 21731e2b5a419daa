import js from "@eslint/js";
import { defineConfig, globalIgnores } from "eslint/config";
import globals from "globals";
import tseslint from "typescript-eslint";

export default defineConfig(
  globalIgnores(["dist", "demo/media", "test/support/mockServiceWorker.js"]),
  js.configs.recommended,
  tseslint.configs.recommended,
  // What Solid assigns to by `ref` looks unassigned.
  {
    files: ["demo/frameworks/solid/**"],
    rules: { "no-unassigned-vars": "off" },
  },
  { languageOptions: { globals: { ...globals.browser, ...globals.node } } },
);
