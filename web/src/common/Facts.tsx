import { audioOf, type LiveStream, videoOf } from '../api/streams';
import { codecInWords } from '../words/codecs';
import {
  bitrateInWords,
  channelsInWords,
  frameRateInWords,
  pictureSizeInWords,
  sampleRateInWords,
  secondsInWords,
} from '../words/quantities';

interface Fact {
  label: string;
  value: string | null;
  title?: string;
}

function factsOf(stream: LiveStream): Fact[] {
  const video = videoOf(stream);
  const audio = audioOf(stream);
  const sound = audio && [sampleRateInWords(audio.sampleRate), channelsInWords(audio.channels)];
  return [
    ...(video ? [{ label: 'Video', value: codecInWords(video.codec), title: video.codec }] : []),
    ...(audio ? [{ label: 'Audio', value: codecInWords(audio.codec), title: audio.codec }] : []),
    ...(video
      ? [
          { label: 'Picture', value: pictureSizeInWords(video.width, video.height) },
          { label: 'Frame rate', value: frameRateInWords(video.frameRate) },
          { label: 'Keyframe every', value: secondsInWords(video.keyframeIntervalSeconds) },
        ]
      : [{ label: 'Sound', value: sound?.filter(Boolean).join(', ') || null }]),
    { label: 'Bitrate', value: bitrateInWords(stream.bitrateBps) },
  ];
}

/** The technical side of a stream. What is not known yet keeps its place, so that nothing jumps. */
export function Facts({ stream }: { stream: LiveStream }) {
  return (
    <dl class="facts">
      {factsOf(stream).map(({ label, value, title }) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{title ? <abbr title={title}>{value}</abbr> : (value ?? '–')}</dd>
        </div>
      ))}
    </dl>
  );
}
