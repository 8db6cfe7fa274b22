import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { NO_CHOICES, soundChoices } from '../watch/choices';
import type { PlaybackEngine } from '../watch/engine';
import { FilmPlayback } from './FilmPlayback';

/** As much of a video element as the playback of a film asks for. */
class FakeVideo extends EventTarget {
  paused = true;
  muted = false;
  ended = false;
  seeking = false;
  readyState = 4;
  currentTime = 0;
  duration = 100;
  playbackRate = 1;
  defaultPlaybackRate = 1;

  async play() {
    this.paused = false;
    this.ended = false;
  }

  pause() {
    this.paused = true;
  }

  playTo(seconds: number) {
    this.currentTime = seconds;
    this.dispatchEvent(new Event('timeupdate'));
  }
}

interface Opened {
  url: string;
  startSeconds: number | undefined;
  fail: (reason: string) => void;
  isDestroyed: boolean;
  /** The place of the sound that plays. */
  sound: number;
}

describe('playback of a film', () => {
  let video: FakeVideo;
  let opened: Opened[];
  let playback: FilmPlayback;

  const load =
    async () => (_: HTMLVideoElement, url: string, fail: (reason: string) => void, start?: number) => {
      const one: Opened = { url, startSeconds: start, fail, isDestroyed: false, sound: 0 };
      const languages = url.endsWith('.mpd') ? ['German', 'English'] : ['English', 'German'];
      opened.push(one);
      const engine: PlaybackEngine = {
        label: 'fake',
        attached: Promise.resolve(),
        playingDate: () => null,
        liveEdgeSeconds: () => null,
        bitrateBps: () => null,
        pictures: () => NO_CHOICES,
        sounds: () =>
          soundChoices(
            languages.map((name) => ({ name, language: null })),
            one.sound,
            (track) => {
              one.sound = track;
            },
          ),
        subtitles: () => NO_CHOICES,
        destroy: async () => {
          one.isDestroyed = true;
          // As engines do: the element goes back to its beginning and its own speed.
          video.currentTime = 0;
          video.playbackRate = 1;
          video.paused = true;
        },
      };
      return engine;
    };
  const pass = (millis: number) => vi.advanceTimersByTimeAsync(millis);
  const latest = () => opened.at(-1) as Opened;

  beforeEach(async () => {
    vi.useFakeTimers();
    video = new FakeVideo();
    opened = [];
    playback = new FilmPlayback('f', 'hls', video as unknown as HTMLVideoElement, 40, () => {}, load);
    await pass(0);
  });

  afterEach(() => {
    playback.destroy();
    vi.useRealTimers();
  });

  it('begins where it is told to', () => {
    expect(latest()).toMatchObject({ url: '/vod/f/index.m3u8', startSeconds: 40 });
    expect(video.paused).toBe(false);
  });

  it('goes on by another library where the last one was, and as fast', async () => {
    playback.setSpeed(1.5);
    video.playTo(60);

    playback.choose('dash');
    await pass(0);

    expect(opened[0]?.isDestroyed).toBe(true);
    expect(latest()).toMatchObject({ url: '/vod/f/index.mpd', startSeconds: 60 });
    expect(video.playbackRate).toBe(1.5);
  });

  it('goes on by another library with the sound that was chosen', async () => {
    playback.sounds.choose('1');

    playback.choose('dash');
    await pass(0);
    expect(latest().sound).toBe(0);
    latest().fail('gone');
    playback.choose('hls');
    await pass(0);

    expect(latest().sound).toBe(1);
  });

  it('keeps the speed where the element is loaded anew', () => {
    playback.setSpeed(1.5);

    expect(video.defaultPlaybackRate).toBe(1.5);
  });

  it('leaves a viewer alone who has paused', async () => {
    playback.pause();

    playback.choose('dash');
    await pass(0);

    expect(video.paused).toBe(true);
  });

  it('tries again by itself after a failure, where it was', async () => {
    video.playTo(70);

    latest().fail('gone');
    await pass(10_000);

    expect(opened).toHaveLength(2);
    expect(latest().startSeconds).toBe(70);
    expect(playback.failure).toBeNull();
  });

  it('gives up after some failures, until somebody asks', async () => {
    for (let i = 0; i < 5; i++) {
      latest().fail('gone');
      await pass(20_000);
    }
    expect(opened).toHaveLength(5);
    expect(playback.failure).toBe('gone');

    playback.tryAgain();
    await pass(0);

    expect(opened).toHaveLength(6);
    expect(playback.failure).toBeNull();
  });

  it('hears nothing from a library that was let go', async () => {
    const first = latest();
    playback.choose('dash');
    await pass(0);

    first.fail('late');
    await pass(20_000);

    expect(opened).toHaveLength(2);
  });

  it('seeks within the film, and plays from the beginning after its end', () => {
    playback.seek(-5);
    expect(video.currentTime).toBe(0);
    playback.seek(500);
    expect(video.currentTime).toBe(100);
    video.ended = true;

    playback.play();

    expect(video.currentTime).toBe(0);
  });
});
