import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { PlayerChoice } from './address';
import { NO_CHOICES } from './choices';
import type { PlaybackEngine } from './engine';
import { Playback } from './Playback';
import { STALL_MILLIS } from './supervision';

/** As much of a video element as playback asks for. Its time moves when a test says so. */
class FakeVideo extends EventTarget {
  paused = true;
  muted = false;
  currentTime = 0;
  readonly playbackRate = 1;
  readonly videoWidth = 0;
  readonly videoHeight = 0;
  bufferedSeconds = 5;
  /** Play without, or even with the sound off, needs a press first. */
  refuses: 'nothing' | 'sound' | 'everything' = 'nothing';

  seekableFrom = 0;

  get seekable(): TimeRanges {
    return { length: 1, start: () => this.seekableFrom, end: () => 1_000 };
  }

  get buffered(): TimeRanges {
    return { length: 1, start: () => 0, end: () => this.currentTime + this.bufferedSeconds };
  }

  getVideoPlaybackQuality = () => ({ droppedVideoFrames: 0, totalVideoFrames: 0 });

  async play() {
    if (this.refuses === 'everything' || (this.refuses === 'sound' && !this.muted)) {
      throw new DOMException('press something first', 'NotAllowedError');
    }
    this.paused = false;
  }

  pause() {
    this.paused = true;
  }

  advance(seconds: number) {
    this.currentTime += seconds;
    this.dispatchEvent(new Event('timeupdate'));
  }
}

/** An engine that does what a test tells it to. */
class FakeEngine implements PlaybackEngine {
  readonly label = 'fake';
  readonly attached: Promise<void>;
  isDestroyed = false;
  liveEdge: number | null = null;
  attach = () => {};
  release = () => {};

  constructor(
    readonly url: string,
    readonly fail: (reason: string) => void,
  ) {
    this.attached = new Promise((resolve) => {
      this.attach = resolve;
    });
  }

  playingDate = () => null;
  liveEdgeSeconds = () => this.liveEdge;
  bitrateBps = () => null;
  pictures = () => NO_CHOICES;
  sounds = () => NO_CHOICES;
  subtitles = () => NO_CHOICES;

  destroy() {
    this.isDestroyed = true;
    return new Promise<void>((resolve) => {
      this.release = resolve;
    });
  }
}

describe('playback', () => {
  let video: FakeVideo;
  let engines: FakeEngine[];
  let asked: PlayerChoice[];
  let playback: Playback;

  beforeEach(() => {
    vi.useFakeTimers();
    vi.stubGlobal('document', { hidden: false });
    video = new FakeVideo();
    engines = [];
    asked = [];
    const load = async (choice: PlayerChoice) => {
      asked.push(choice);
      return (_: HTMLVideoElement, url: string, fail: (reason: string) => void) => {
        const engine = new FakeEngine(url, fail);
        engines.push(engine);
        return engine;
      };
    };
    playback = new Playback('demo', 'hls', video as unknown as HTMLVideoElement, () => {}, load);
  });

  afterEach(() => {
    playback.destroy();
    vi.unstubAllGlobals();
    vi.useRealTimers();
  });

  const pass = (millis: number) => vi.advanceTimersByTimeAsync(millis);

  const latest = () => engines.at(-1) as FakeEngine;

  /** On air, with a first engine that plays. */
  const startPlaying = async () => {
    playback.setStatus('live');
    await pass(0);
    latest().attach();
    await pass(0);
  };

  const playFor = async (seconds: number) => {
    for (let i = 0; i < seconds * 4; i++) {
      await pass(250);
      video.advance(0.25);
    }
  };

  it('opens the chosen player when the stream is on, and plays when that has the picture', async () => {
    await pass(5_000);
    expect(engines).toHaveLength(0);
    playback.setStatus('live');
    await pass(0);
    expect(asked).toEqual(['hls']);
    expect(latest().url).toBe('/live/demo/index.m3u8');
    expect(video.paused).toBe(true);
    latest().attach();
    await pass(0);
    expect(video.paused).toBe(false);
  });

  it('opens another player only when the last one has let go of the picture', async () => {
    await startPlaying();
    playback.choose('dash');
    await pass(1_000);
    expect(engines).toHaveLength(1);
    expect(latest().isDestroyed).toBe(true);
    latest().release();
    await pass(0);
    expect(engines).toHaveLength(2);
    expect(latest().url).toBe('/live/demo/index.mpd');
    expect(playback.choice).toBe('dash');
    expect(playback.stats().rebuilds).toBe(0);
  });

  it('lets go of a player that is still loading when another is chosen', async () => {
    playback.setStatus('live');
    await pass(0);
    const [first] = engines;
    playback.choose('dash');
    expect(first?.isDestroyed).toBe(true);
    first?.release();
    await pass(0);
    first?.attach();
    await pass(0);
    expect(engines).toHaveLength(2);
    expect(video.paused).toBe(true);
  });

  it('opens the last of several choices alone', async () => {
    playback.setStatus('live');
    playback.choose('dash');
    playback.choose('hls');
    playback.choose('dash');
    await pass(1_000);
    expect(engines.map(({ url }) => url)).toEqual(['/live/demo/index.mpd']);
  });

  it('leaves a paused viewer paused when another player is chosen', async () => {
    await startPlaying();
    playback.pause();
    playback.choose('dash');
    latest().release();
    await pass(0);
    latest().attach();
    await pass(1_000);
    expect(engines).toHaveLength(2);
    expect(video.paused).toBe(true);
  });

  it('builds a new player for one that failed, later each time, and says why', async () => {
    await startPlaying();
    latest().fail('no more bytes');
    latest().release();
    await pass(499);
    expect(engines).toHaveLength(1);
    await pass(251);
    expect(engines).toHaveLength(2);
    expect(playback.stats()).toMatchObject({ rebuilds: 1, lastFailure: 'no more bytes' });
    latest().fail('again');
    latest().release();
    await pass(999);
    expect(engines).toHaveLength(2);
    await pass(251);
    expect(engines).toHaveLength(3);
  });

  it('hears nothing more of a player that it has closed', async () => {
    await startPlaying();
    const [first] = engines;
    first?.fail('once');
    first?.fail('twice');
    first?.release();
    await pass(1_000);
    first?.fail('thrice');
    expect(playback.stats()).toMatchObject({ rebuilds: 1, lastFailure: 'once' });
  });

  it('waits for a publisher that was lost, and goes on with the same player', async () => {
    await startPlaying();
    await playFor(2);
    playback.setStatus('interrupted');
    video.bufferedSeconds = 0;
    await pass(20_000);
    playback.setStatus('live');
    await pass(STALL_MILLIS - 500);
    video.bufferedSeconds = 5;
    await playFor(20);
    expect(engines).toHaveLength(1);
    expect(playback.stats().rebuilds).toBe(0);
  });

  it('builds a new player where the old one does not go on with the publisher', async () => {
    await startPlaying();
    playback.setStatus('interrupted');
    await pass(5_000);
    playback.setStatus('live');
    await pass(STALL_MILLIS + 500);
    expect(latest().isDestroyed).toBe(true);
    expect(playback.stats().rebuilds).toBe(1);
    latest().release();
    await pass(1_000);
    expect(engines).toHaveLength(2);
  });

  it('plays to the end of a stream, and starts by itself when it is on again', async () => {
    await startPlaying();
    playback.setStatus('offline');
    await playFor(2);
    expect(latest().isDestroyed).toBe(false);
    video.bufferedSeconds = 0;
    await pass(250);
    expect(latest().isDestroyed).toBe(true);
    expect(playback.isOpen).toBe(false);
    latest().release();
    playback.setStatus('live');
    await pass(0);
    expect(engines).toHaveLength(2);
    latest().attach();
    await pass(0);
    expect(video.paused).toBe(false);
  });

  it('takes a viewer who fell behind back to live, and leaves one who paused where he is', async () => {
    await startPlaying();
    latest().liveEdge = 1;
    await playFor(1);
    latest().liveEdge = 20;
    await playFor(0.5);
    expect(video.currentTime).toBeGreaterThanOrEqual(20);
    playback.pause();
    latest().liveEdge = 60;
    playback.play();
    await playFor(1);
    expect(video.currentTime).toBeLessThan(25);
    playback.goLive();
    expect(video.currentTime).toBe(60);
  });

  it('goes back as far as the stream reaches, and stays there', async () => {
    await startPlaying();
    latest().liveEdge = 100;
    video.seekableFrom = 35;
    expect(playback.stats().rewindSeconds).toBe(60);
    playback.seekBehind(40);
    expect(video.currentTime).toBe(60);
    await playFor(1);
    expect(video.currentTime).toBeLessThan(62);
    playback.skip(-3_600);
    expect(video.currentTime).toBe(40);
    playback.skip(10);
    expect(video.currentTime).toBe(50);
    playback.skip(3_600);
    expect(video.currentTime).toBe(100);
    latest().liveEdge = 120;
    await playFor(1);
    expect(video.currentTime).toBeGreaterThanOrEqual(120);
  });

  it('is not alarmed by what did not move while nobody looked', async () => {
    await startPlaying();
    vi.stubGlobal('document', { hidden: true });
    await pass(60_000);
    vi.stubGlobal('document', { hidden: false });
    await pass(STALL_MILLIS - 500);
    expect(playback.stats().rebuilds).toBe(0);
  });

  it('plays without sound where that is refused, until the viewer asks for it', async () => {
    video.refuses = 'sound';
    await startPlaying();
    expect(video).toMatchObject({ paused: false, muted: true });
    expect(playback.needs).toBe('unmute');
    playback.choose('dash');
    latest().release();
    await pass(0);
    latest().attach();
    await pass(0);
    expect(playback.needs).toBe('unmute');
    video.refuses = 'nothing';
    playback.unmute();
    await pass(0);
    expect(video).toMatchObject({ paused: false, muted: false });
    expect(playback.needs).toBe('none');
  });

  it('asks for a press where even that is refused', async () => {
    video.refuses = 'everything';
    await startPlaying();
    expect(playback.needs).toBe('play');
    await pass(STALL_MILLIS + 1_000);
    expect(playback.stats().rebuilds).toBe(0);
    video.refuses = 'nothing';
    playback.play();
    await pass(0);
    expect(playback.needs).toBe('none');
    expect(video.paused).toBe(false);
  });

  it('leaves nothing behind', async () => {
    await startPlaying();
    playback.destroy();
    expect(latest().isDestroyed).toBe(true);
    expect(vi.getTimerCount()).toBe(0);
  });
});
