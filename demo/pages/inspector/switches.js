import { setWrongClock } from "./clock.js";
import { tell } from "./feed.js";

/**
 * The switches tell the servers what to break; what the servers then say is broken is what the switches show. So they are
 * right in every tab.
 */
export function createSwitches(say) {
  const form = document.getElementById("switches");
  const mend = document.getElementById("mend");
  const clock = document.getElementById("clock");
  const inputs = [...form.querySelectorAll("[name]")];
  const byCookie = location.pathname !== "/query.html";
  for (const part of form.querySelectorAll("[data-only=cookie]"))
    part.hidden = !byCookie;

  for (const input of inputs)
    input.addEventListener("change", () => {
      const value =
        input.type !== "checkbox"
          ? input.value || null
          : input.dataset.value
            ? Number(input.checked && input.dataset.value)
            : input.checked;
      void tell("faults", { [input.name]: value });
    });
  document
    .getElementById("expire")
    .addEventListener("click", () => void tell("expire"));
  mend.addEventListener("click", () => {
    void tell("reset");
    if (clock.value === "0") return;
    clock.value = "0";
    turnClock();
  });
  const debug = document.getElementById("debug");
  debug.addEventListener("change", () => {
    document.querySelector("secure-hls-player").debug = debug.checked;
  });
  clock.addEventListener("change", turnClock);
  turnClock(); // browsers keep the choice over a reload

  function turnClock() {
    const hours = Number(clock.value);
    setWrongClock(hours);
    clock.classList.toggle("on", hours !== 0);
    if (hours) say("warn", `Switch: The viewer’s clock is ${hours} hours off.`);
    updateMend();
  }

  function updateMend() {
    const on = inputs.some(({ type, checked, value }) =>
      type === "checkbox" ? checked : value,
    );
    mend.disabled = !on && clock.value === "0";
  }

  /** Shows what is broken. */
  return function show(faults) {
    for (const input of inputs) {
      const value = faults[input.name];
      if (input.type === "checkbox") input.checked = Boolean(value);
      else {
        input.value = value ?? "";
        input.classList.toggle("on", Boolean(value));
      }
    }
    updateMend();
    goOffline(faults.offline);
  };
}

/** The servers drop connections; a browser that is offline also knows it. */
function goOffline(offline) {
  if (navigator.onLine === !offline) return;
  Object.defineProperty(navigator, "onLine", {
    configurable: true,
    get: () => !offline,
  });
  dispatchEvent(new Event(offline ? "offline" : "online"));
}
