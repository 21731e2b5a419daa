/**
 * `npm run bench` runs all benchmarks, `npm run bench -- sign` runs `test/bench/sign.ts`: each has a default export that prints
 * what it finds, and answers whether it is as it should be.
 */
import { readdirSync } from "node:fs";

type Benchmark = { default: () => Promise<boolean> };

const all = readdirSync("test/bench")
  .map((file) => file.replace(/\.ts$/, ""))
  .filter((name) => name !== "run")
  .sort();
const words = process.argv.slice(2);

for (const name of words.length > 0 ? words : all) {
  if (!all.includes(name)) {
    console.error(`There is no ${name}; there are: ${all.join(", ")}.`);
    process.exit(2);
  }
  console.log(`\n${name}`);
  const benchmark = (await import(`./${name}.ts`)) as Benchmark;
  if (!(await benchmark.default())) process.exitCode = 1;
}
