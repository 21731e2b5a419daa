import { text } from "node:stream/consumers";
import type { TestContext } from "node:test";
import { startStub } from "./http-stub.js";

/** A job as the service keeps it. */
export interface StubJob {
  id: string;
  status: string;
  queue: string;
  clientRequestToken: string;
  userMetadata: Record<string, string>;
  settings: {
    inputs: { fileInput: string; captionSelectors?: object }[];
    outputGroups: object[];
  };
  errorMessage?: string;
  /** Epoch seconds. */
  createdAt: number;
}

/** MediaConvert at the wire. A job is at work when it is first looked at, and over the next time. */
export interface MediaConvertStub {
  origin: string;
  jobs: StubJob[];
  /** `POST jobs`, `GET jobs/job-1`, in order. */
  requests: string[];
  /** Called before a request is answered, a job already made of it. */
  onRequest: (request: string) => void;
  /** Whether its answers get lost on the way. */
  isUnheard: boolean;
  /** How a job ends. */
  outcome: (job: StubJob) => Partial<StubJob>;
}

export async function startMediaConvert(
  t: TestContext,
): Promise<MediaConvertStub> {
  const service: MediaConvertStub = {
    origin: "",
    jobs: [],
    requests: [],
    onRequest: () => undefined,
    isUnheard: false,
    outcome: () => ({ status: "COMPLETE" }),
  };
  const stub = await startStub(t, async (response, request) => {
    const body = await text(request);
    const path = request.url!.replace("/2017-08-29/", "").split("?")[0]!;
    let answer: unknown;
    if (request.method === "POST") answer = { job: made(JSON.parse(body)) };
    else if (path === "jobs") answer = { jobs: service.jobs.toReversed() };
    else answer = { job: looked(path.replace("jobs/", "")) };
    service.requests.push(`${request.method} ${path}`);
    service.onRequest(`${request.method} ${path}`);
    if (service.isUnheard) return void response.destroy();
    response.setHeader("Content-Type", "application/json");
    response.end(JSON.stringify(answer));
  });
  service.origin = stub.origin;
  return service;

  /** Within a minute the same token is the same job. */
  function made(given: Omit<StubJob, "id">): StubJob {
    const same = service.jobs.find(
      ({ clientRequestToken: token }) => token === given.clientRequestToken,
    );
    if (same) return same;
    const job = {
      ...given,
      id: `job-${service.jobs.length + 1}`,
      status: "SUBMITTED",
      createdAt: Date.now() / 1_000,
    };
    service.jobs.push(job);
    return job;
  }

  function looked(id: string): unknown {
    const job = service.jobs.find((each) => each.id === id);
    if (!job) return undefined;
    if (job.status === "SUBMITTED") job.status = "PROGRESSING";
    else if (job.status === "PROGRESSING")
      Object.assign(job, service.outcome(job));
    return {
      ...job,
      jobPercentComplete: 50,
      timing: { finishTime: Date.now() / 1_000 },
      outputGroupDetails: [{ outputDetails: [{ durationInMs: 12_000 }] }],
    };
  }
}
