import {
  ListJobsCommand,
  type Job,
  type MediaConvertClient,
} from "@aws-sdk/client-mediaconvert";

/** Which job is looked for. */
export interface Sought {
  queue: string | undefined;
  /** Epoch milliseconds before which it cannot have been made. */
  since: number;
  matches: (job: Job) => boolean;
  signal: AbortSignal;
}

/** The newest job of a queue that matches. Needs `mediaconvert:ListJobs`. */
export async function findJob(
  client: MediaConvertClient,
  { queue, since, matches, signal }: Sought,
): Promise<Job | undefined> {
  let token: string | undefined;
  do {
    const { Jobs = [], NextToken } = await client.send(
      new ListJobsCommand({
        Order: "DESCENDING",
        MaxResults: 20,
        ...(queue !== undefined && { Queue: queue }),
        ...(token !== undefined && { NextToken: token }),
      }),
      { abortSignal: signal },
    );
    for (const job of Jobs) {
      if (Number(job.CreatedAt) < since) return undefined;
      if (matches(job)) return job;
    }
    token = NextToken;
  } while (token !== undefined);
  return undefined;
}
