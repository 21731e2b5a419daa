export {
  onJobChange,
  type JobChange,
  type OnJobChangeOptions,
  type VideoFiles,
} from "./on-job-change.js";
export { onUpload, type OnUploadOptions, type Upload } from "./on-upload.js";
export {
  JobFaultsError,
  submitJob,
  watchJob,
  type JobState,
  type WatchOptions,
} from "./submit-job.js";
