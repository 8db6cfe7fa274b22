import shaka from 'shaka-player/dist/shaka-player.dash-es2021.js';
import {
  AUTOMATIC,
  type Choices,
  forcedBeside,
  pictureChoices,
  soundChoices,
  subtitleChoices,
} from './choices';
import type { OpenEngine } from './engine';
import { bufferAheadSeconds } from './measures';
import { Pacing } from './pacing';

// It relies on what the newest browsers alone have of their own, such as Map.getOrInsertComputed.
shaka.polyfill.installAll();

const PACE_MILLIS = 250;
/** How much of what is there is kept ahead of a viewer who is live. */
const LIVE_BUFFER_SECONDS = 1;
/** Of what is buffered at another quality than is chosen now, so that the picture goes on meanwhile. */
const KEPT_SECONDS = 2;
/** More than this, and the viewer has gone back: no hurry. */
const LIVE_SECONDS = 8;

/**
 * shaka takes for live what is farther ahead than any media: the end that is announced for the segment
 * that grows, and availabilityTimeOffset on top. So it begins by so much earlier, and is not to keep the
 * latency by that measure: Pacing does it by what has come.
 */
const CONFIGURATION = {
  manifest: { defaultPresentationDelay: 4, dash: { ignoreSuggestedPresentationDelay: true } },
  streaming: {
    lowLatencyMode: true,
    bufferBehind: 30,
    liveSync: { enabled: true, minPlaybackRate: 0, maxPlaybackRate: 0 },
  },
};

const reasonOf = (error: unknown) =>
  error instanceof shaka.util.Error ? `shaka error ${error.code}` : String(error);

/** Where the newest segment begins that the manifest lists of what is playing. */
function newestSegmentSeconds(player: shaka.Player): number | null {
  const variant = player.getManifest()?.variants[0];
  const index = (variant?.video ?? variant?.audio)?.segmentIndex;
  const newest = index?.get(index.getNumEvicted() + index.getNumReferences() - 1);
  return newest?.getStartTime() ?? null;
}

/** Calls back with the moment from which a manifest counts its time. */
function onTimeline(player: shaka.Player, callback: (startMillis: number) => void): void {
  player.getNetworkingEngine()?.registerResponseFilter((type, { data }) => {
    if (type !== shaka.net.NetworkingEngine.RequestType.MANIFEST) return;
    const start = /availabilityStartTime="([^"]*)"/.exec(new TextDecoder().decode(data as BufferSource));
    if (start?.[1]) callback(Date.parse(start[1]));
  });
}

const bufferedEnd = ({ buffered }: HTMLVideoElement) =>
  buffered.length > 0 ? buffered.end(buffered.length - 1) : 0;
function pictures(player: shaka.Player): Choices {
  const tracks = player.getVideoTracks();
  const sizes = tracks.map(({ width, height, bandwidth }, track) => ({
    id: String(track),
    width,
    height,
    bitrateBps: bandwidth,
  }));
  const isAutomatic = player.getConfiguration().abr.enabled;
  const active = String(tracks.findIndex((track) => track.active));
  return pictureChoices(sizes, isAutomatic ? AUTOMATIC : active, (id) => {
    player.configure('abr.enabled', id === AUTOMATIC);
    const track = tracks[Number(id)];
    if (track) player.selectVideoTrack(track, true, KEPT_SECONDS);
  });
}

const told = ({ label, language }: { label: string | null; language: string }) => ({ name: label, language });

/** shaka leaves forced subtitles of the sound before on the screen. */
function followSound(player: shaka.Player, sound: string): void {
  const texts = player.getTextTracks();
  const shown = texts.find(({ active }) => active);
  if (shown && !shown.forced) return;
  player.selectTextTrack(texts[forcedBeside(texts.map(toldText), sound)] ?? null);
}

function sounds(player: shaka.Player): Choices {
  const tracks = player.getAudioTracks();
  const playing = tracks.findIndex((track) => track.active);
  return soundChoices(tracks.map(told), playing, (place) => {
    const track = tracks[place];
    if (!track) return;
    player.selectAudioTrack(track);
    followSound(player, track.language);
  });
}

const toldText = (track: shaka.extern.TextTrack) => ({ ...told(track), purpose: purposeOf(track) });

const purposeOf = ({ forced, roles }: shaka.extern.TextTrack) =>
  forced ? ('forced' as const) : roles.includes('caption') ? ('captions' as const) : undefined;

/** shaka shows what a viewer's language asks for, and those that are forced, but not the default. */
function showDefaultSubtitles(player: shaka.Player): void {
  const byDefault = player.getTextTracks().find(({ roles }) => roles.includes('main'));
  if (byDefault) player.selectTextTrack(byDefault);
}

function subtitles(player: shaka.Player): Choices {
  const tracks = player.getTextTracks();
  const named = tracks.map(toldText);
  const shown = tracks.findIndex((track) => track.active);
  const sound = player.getAudioTracks().find((track) => track.active);
  return subtitleChoices(named, shown, forcedBeside(named, sound?.language), (track) => {
    player.selectTextTrack(track === null ? null : (tracks[track] ?? null));
  });
}

export const openDash: OpenEngine = (video, url, onFailure, startSeconds) => {
  const player = new shaka.Player();
  const pacing = new Pacing();
  player.configure(CONFIGURATION);
  player.addEventListener('error', (event) => {
    const { detail } = event as unknown as { detail: InstanceType<typeof shaka.util.Error> };
    if (detail.severity === shaka.util.Error.Severity.CRITICAL) onFailure(reasonOf(detail));
  });
  // How much the clock of the dates is ahead of that of the media, by ProducerReferenceTime.
  let correctionMillis = 0;
  player.addEventListener('prft', (event) => {
    const { detail } = event as unknown as { detail: { programStartDate: Date } };
    correctionMillis = detail.programStartDate.getTime();
  });
  // shaka's own dates overlook presentationTimeOffset where there is a ProducerReferenceTime.
  let startMillis: number | null = null;
  onTimeline(player, (millis) => {
    startMillis = millis;
  });
  let isLoaded = false;
  const load = async () => {
    try {
      await player.attach(video);
      await player.load(url, startSeconds ?? null);
      isLoaded = true;
      showDefaultSubtitles(player);
    } catch (error) {
      throw new Error(reasonOf(error), { cause: error });
    }
  };
  const isLowLatency = () => player.isLive() && player.getManifest()?.isLowLatency === true;
  const pace = () => {
    if (!isLoaded || !isLowLatency() || video.paused || video.seeking) return;
    const buffer = bufferAheadSeconds(video.buffered, video.currentTime);
    const rate = buffer > LIVE_SECONDS ? 1 : pacing.rate(buffer);
    // shaka goes back to the default each time that it finds another.
    video.defaultPlaybackRate = rate;
    if (video.playbackRate !== 0) video.playbackRate = rate;
  };
  const onWaiting = () => {
    if (isLoaded && !video.seeking) pacing.stalled();
  };
  const onSeeking = () => pacing.reset();
  const pacer = setInterval(pace, PACE_MILLIS);
  video.addEventListener('waiting', onWaiting);
  video.addEventListener('seeking', onSeeking);
  const liveEdgeSeconds = () => {
    const newest = isLowLatency() ? newestSegmentSeconds(player) : null;
    if (newest === null) return player.seekRange().end || null;
    return Math.max(bufferedEnd(video), newest) - LIVE_BUFFER_SECONDS;
  };
  return {
    label: `shaka-player ${shaka.Player.version.replace(/^v/, '')}`,
    attached: load(),
    playingDate: () =>
      isLoaded && startMillis !== null
        ? new Date(startMillis + video.currentTime * 1_000 + correctionMillis)
        : null,
    liveEdgeSeconds,
    bitrateBps: () => player.getStats().streamBandwidth || null,
    pictures: () => pictures(player),
    sounds: () => sounds(player),
    subtitles: () => subtitles(player),
    destroy: () => {
      clearInterval(pacer);
      video.removeEventListener('waiting', onWaiting);
      video.removeEventListener('seeking', onSeeking);
      video.defaultPlaybackRate = 1;
      video.playbackRate = 1;
      return player.destroy();
    },
  };
};
