/**
 * Loads the player once there is one on the page, be it in a text that comes later by AJAX.
 *
 * @copyright  2026 The secure-hls-player authors
 * @license    https://www.gnu.org/copyleft/gpl.html GNU GPL v3 or later
 * @param {string} player URL of its script
 */
export function watch(player) {
  const look = () => {
    if (!document.querySelector("secure-hls-player")) return;
    observer.disconnect();
    import(player);
  };
  const observer = new MutationObserver(look);
  observer.observe(document.documentElement, {
    childList: true,
    subtree: true,
  });
  look();
}
