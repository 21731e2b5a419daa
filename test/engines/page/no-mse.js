// As on an iPhone before iOS 17.1: the browser has to play HLS by itself.
delete globalThis.MediaSource;
delete globalThis.ManagedMediaSource;
delete globalThis.WebKitMediaSource;
