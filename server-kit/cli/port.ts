import { wholeNumber } from "./whole-number.js";

/** Reads a TCP port for an option; 0 takes a free one. */
export const readPort = wholeNumber(0, 65_535);
