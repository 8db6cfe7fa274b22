import { useEffect, useRef, useState } from 'preact/hooks';
import { Icon } from '../common/Icon';
import type { PlayerChoice } from '../watch/address';
import { loadEngine, type PlaybackEngine } from '../watch/engine';
import { restoreSound, startWithSound } from '../watch/sound';

const CLOCK_MILLIS = 250;

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
    setFailure(null);
    restoreSound(video);
    const open = async () => {
      const openEngine = await loadEngine(choice);
      if (isGone) return;
      engine = openEngine(video, url, setFailure);
      await engine.attached;
    };
    // Not before there is something to play: a load that is still under way would end it.
    const start = () => {
      startWithSound(video).catch(() => {
        // Another load took the place of this one; its own start follows.
      });
    };
    video.addEventListener('loadeddata', start);
    open().catch((error) => isGone || setFailure(String(error)));
    const clock = setInterval(() => onDate(engine?.playingDate() ?? null), CLOCK_MILLIS);
    return () => {
      isGone = true;
      clearInterval(clock);
      video.removeEventListener('loadeddata', start);
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
