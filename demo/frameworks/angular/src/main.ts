import { Component } from "@angular/core";
import { bootstrapApplication } from "@angular/platform-browser";
import { Lesson } from "./lesson";

@Component({
  selector: "app-root",
  imports: [Lesson],
  template: `<app-lesson videoId="lesson-1" />`,
})
class Root {}

void bootstrapApplication(Root);
