import {
  Component,
  CUSTOM_ELEMENTS_SCHEMA,
  input,
  signal,
} from "@angular/core";
import type { SecureHlsPlayer } from "secure-hls-player";
import "secure-hls-player";
import { token } from "./session";

@Component({
  selector: "app-lesson",
  schemas: [CUSTOM_ELEMENTS_SCHEMA],
  template: `
    <secure-hls-player
      #player
      grant-endpoint="https://api.school.example/grant"
      [attr.video-id]="videoId()"
      [grantHeaders]="grantHeaders"
      controls
      playsinline
      (grant-issued)="
        status.set('Yours until ' + time($event.detail.expiresAt))
      "
      (error)="status.set('No: ' + $event.detail.code)"
    ></secure-hls-player>
    <p role="status">{{ status() }}</p>
    <button (click)="player.play()">Play</button>
  `,
})
export class Lesson {
  readonly videoId = input.required<string>();
  readonly status = signal("");
  readonly grantHeaders: SecureHlsPlayer["grantHeaders"] = () => ({
    Authorization: `Bearer ${token()}`,
  });

  time(at: number): string {
    return new Date(at).toLocaleTimeString();
  }
}
