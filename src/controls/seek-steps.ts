/** What an arrow moves by. */
export const SEEK_SECONDS = 5;
/** What J and L move by. */
export const LONG_SEEK_SECONDS = 10;
