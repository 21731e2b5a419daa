import { createApp } from "vue";
import Lesson from "./Lesson.vue";

createApp(Lesson, { videoId: "lesson-1" }).mount("#root");
