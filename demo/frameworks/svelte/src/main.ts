import { mount } from "svelte";
import Lesson from "./Lesson.svelte";

mount(Lesson, {
  target: document.querySelector("#root")!,
  props: { videoId: "lesson-1" },
});
