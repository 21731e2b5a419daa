const rung = (
  name: string,
  [Width, Height]: [number, number],
  Bitrate: number,
  audio: number,
) => ({
  NameModifier: name,
  VideoDescription: {
    Width,
    Height,
    CodecSettings: {
      Codec: "H_264",
      H264Settings: { Bitrate, RateControlMode: "CBR" },
    },
  },
  AudioDescriptions: [
    {
      CodecSettings: {
        Codec: "AAC",
        AacSettings: { Bitrate: audio, SampleRate: 48_000 },
      },
    },
  ],
});

/** The job of a much-read article on Moodle, MediaConvert and signed cookies, as it is printed. */
export const articleJob = {
  Role: "arn:aws:iam::YOUR_ACCOUNT_ID:role/MediaConvertLMSRole",
  Settings: {
    Inputs: [
      {
        FileInput: "s3://my-lms-video-source/courses/course-101/lesson-01.mp4",
        AudioSelectors: { "Audio Selector 1": { DefaultSelection: "DEFAULT" } },
      },
    ],
    OutputGroups: [
      {
        Name: "Apple HLS",
        OutputGroupSettings: {
          Type: "HLS_GROUP_SETTINGS",
          HlsGroupSettings: {
            Destination:
              "s3://my-lms-video-output/courses/course-101/lesson-01/",
            SegmentLength: 6,
            MinSegmentLength: 0,
          },
        },
        Outputs: [
          rung("_1080p", [1920, 1080], 5_000_000, 128_000),
          rung("_720p", [1280, 720], 2_500_000, 128_000),
          rung("_480p", [854, 480], 1_000_000, 96_000),
        ],
      },
    ],
  },
};
