/** web-test-runner puts mocha's `describe`, `it`, `before` … into the page. */
/// <reference types="mocha" />
