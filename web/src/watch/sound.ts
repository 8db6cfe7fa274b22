import { recall, remember } from '../common/preferences';

/** What autoplay needs from the viewer. */
export type Gesture = 'none' | 'unmute' | 'play';

const VOLUME_KEY = 'volume';
const MUTED_KEY = 'muted';
export const VOLUME_STEP = 0.05;
/** Sound that is turned on after the volume was turned down to nothing must be heard. */
const AUDIBLE_VOLUME = 0.5;

export const clampVolume = (volume: number) => Math.round(Math.min(1, Math.max(0, volume)) * 100) / 100;

export function restoreSound(video: HTMLVideoElement): void {
  const volume = Number.parseFloat(recall(VOLUME_KEY) ?? '1');
  video.volume = Number.isNaN(volume) ? 1 : clampVolume(volume);
  video.muted = recall(MUTED_KEY) === 'true';
}

/** Only what the viewer chose is remembered: silence that autoplay forced is not. */
export function chooseVolume(video: HTMLVideoElement, volume: number): void {
  video.volume = clampVolume(volume);
  remember(VOLUME_KEY, String(video.volume));
  chooseMuted(video, video.volume === 0);
}

export function chooseMuted(video: HTMLVideoElement, muted: boolean): void {
  if (!muted && video.volume === 0) return chooseVolume(video, AUDIBLE_VOLUME);
  video.muted = muted;
  remember(MUTED_KEY, String(muted));
}

const isRefusal = (error: unknown) => error instanceof DOMException && error.name === 'NotAllowedError';

/** Plays with sound, else without; tells what the viewer must do for more. */
export async function startWithSound(video: HTMLVideoElement): Promise<Gesture> {
  try {
    await video.play();
    return 'none';
  } catch (error) {
    if (!isRefusal(error)) throw error;
  }
  const silenced = !video.muted;
  video.muted = true;
  try {
    await video.play();
    return silenced ? 'unmute' : 'none';
  } catch (error) {
    if (!isRefusal(error)) throw error;
    return 'play';
  }
}

/** Has one element play, and knows what the viewer has to do for that or for its sound. */
export class SoundStart {
  private gesture: Gesture = 'none';

  constructor(private readonly video: HTMLVideoElement) {}

  get needs(): Gesture {
    return this.gesture === 'unmute' && !this.video.muted ? 'none' : this.gesture;
  }

  unmute(): void {
    this.gesture = 'none';
    this.video.muted = false;
  }

  async start(): Promise<void> {
    try {
      const gesture = await startWithSound(this.video);
      if (this.gesture === 'play' || gesture !== 'none') this.gesture = gesture;
    } catch {
      // Another load took the place of this one, or the engine is not ready; its own start follows.
    }
  }
}
