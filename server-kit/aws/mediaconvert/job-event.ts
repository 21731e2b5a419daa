import type { Job } from "@aws-sdk/client-mediaconvert";

/**
 * The event "MediaConvert Job State Change" that EventBridge delivers of a job, for who has asked the service (GetJob) and
 * hears no events: `onJobChange` takes it.
 * @see https://docs.aws.amazon.com/mediaconvert/latest/ug/mediaconvert_event_list.html
 */
export function eventOfJob(job: Job): unknown {
  const { FinishTime, StartTime, SubmitTime } = job.Timing ?? {};
  const at = FinishTime ?? StartTime ?? SubmitTime ?? job.CreatedAt;
  return {
    source: "aws.mediaconvert",
    "detail-type": "MediaConvert Job State Change",
    detail: {
      timestamp: (at ?? new Date()).getTime(),
      jobId: job.Id,
      status: job.Status,
      errorCode: job.ErrorCode,
      userMetadata: job.UserMetadata,
      jobProgress: { jobPercentComplete: job.JobPercentComplete },
      outputGroupDetails: job.OutputGroupDetails?.map(({ OutputDetails }) => ({
        outputDetails: OutputDetails?.map(({ DurationInMs }) => ({
          durationInMs: DurationInMs,
        })),
      })),
    },
  };
}
