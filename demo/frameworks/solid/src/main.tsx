import { render } from "solid-js/web";
import { Lesson } from "./Lesson";

render(() => <Lesson videoId="lesson-1" />, document.querySelector("#root")!);
