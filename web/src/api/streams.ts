/** What the server tells about its live streams. A number that is not known yet is null. */

export interface VideoTrack {
  kind: 'video';
  codec: string;
  width: number | null;
  height: number | null;
  frameRate: number | null;
  keyframeIntervalSeconds: number | null;
  bitrateBps: number | null;
}

export interface AudioTrack {
  kind: 'audio';
  codec: string;
  sampleRate: number | null;
  channels: number | null;
  bitrateBps: number | null;
}

export type Track = VideoTrack | AudioTrack;

export interface LiveStream {
  name: string;
  title: string | null;
  state: 'live' | 'interrupted';
  onAirSince: string | null;
  viewers: number | null;
  bitrateBps: number | null;
  tracks: Track[];
}

export interface Server {
  name: string;
  version: string;
  /** 0 where RTMP is switched off. */
  rtmpPort: number;
  /** 0 where RTMPS is switched off. */
  rtmpsPort: number;
  publishWithoutKey: string;
}

export const titleOf = (stream: LiveStream) => stream.title || stream.name;

export const videoOf = (stream: LiveStream) =>
  stream.tracks.find((track): track is VideoTrack => track.kind === 'video');

export const audioOf = (stream: LiveStream) =>
  stream.tracks.find((track): track is AudioTrack => track.kind === 'audio');
