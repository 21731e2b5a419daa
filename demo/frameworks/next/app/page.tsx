import { Lesson } from "./lesson";

export default function Page() {
  return (
    <main>
      <h1>Lesson 1</h1>
      <Lesson videoId="lesson-1" />
    </main>
  );
}
