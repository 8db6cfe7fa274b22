import { useEffect, useRef, useState } from 'preact/hooks';
import { Icon } from '../common/Icon';
import type { PlayerChoice } from '../watch/address';
import { loadEngine, type PlaybackEngine } from '../watch/engine';
import { restoreSound, startWithSound } from '../watch/sound';

const CLOCK_MILLIS = 250;

/** When there is something to play, and when there is enough of it. */
const STARTS = ['loadeddata', 'canplay', 'canplaythrough'];

interface Props {
  title: string;
  url: string;
  choice: PlayerChoice;
  /** Is told the moment of the picture that is shown, where that is known. */
  onDate: (date: Date | null) => void;
}

/** Plays what has an end, with the controls that the browser has for that. */
export function PastPlayer({ title, url, choice, onDate }: Props) {
  const videoRef = useRef<HTMLVideoElement>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    const video = videoRef.current;
    if (!video) return;
    let engine: PlaybackEngine | null = null;
    let isGone = false;
    let hasBegun = false;
    setFailure(null);
    restoreSound(video);
    const open = async () => {
      const openEngine = await loadEngine(choice);
      if (isGone) return;
      engine = openEngine(video, url, setFailure);
      await engine.attached;
    };
    // Not before there is something to play: a load that is still under way would end it.
    const start = async () => {
      if (hasBegun) return;
      try {
        await startWithSound(video);
        hasBegun = true;
      } catch {
        // Another load took the place of this one, or more is needed: the next event tries again.
      }
    };
    for (const event of STARTS) video.addEventListener(event, start);
    open().catch((error) => isGone || setFailure(String(error)));
    const clock = setInterval(() => onDate(engine?.playingDate() ?? null), CLOCK_MILLIS);
    return () => {
      isGone = true;
      clearInterval(clock);
      for (const event of STARTS) video.removeEventListener(event, start);
      void engine?.destroy();
    };
  }, [url, choice, attempt]);
  return (
    <section class="stage is-open" aria-label={`Player: ${title}`} data-testid="player">
      <video ref={videoRef} controls playsInline aria-label={title} data-testid="video" />
      {failure !== null && (
        <div class="overlay">
          <p class="notice" role="alert" data-testid="failure" title={failure}>
            Playback was disturbed.
            <button type="button" class="link-button" onClick={() => setAttempt(attempt + 1)}>
              <Icon name="play" />
              Try again
            </button>
          </p>
        </div>
      )}
    </section>
  );
}
