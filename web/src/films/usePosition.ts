import { useEffect } from 'preact/hooks';
import { keepPosition, positionToKeep } from './position';

const INTERVAL_MILLIS = 10_000;

/** Keeps where the viewer is: every ten seconds, when the film is paused, and when the page is left. */
export function usePosition(video: HTMLVideoElement | null, id: string): void {
  useEffect(() => {
    if (!video) return;
    let kept: number | null = null;
    const keep = () => {
      const seconds = positionToKeep(video.currentTime, video.duration);
      if (seconds === null || seconds === kept) return;
      kept = seconds;
      keepPosition(id, seconds);
    };
    const timer = setInterval(() => video.paused || keep(), INTERVAL_MILLIS);
    video.addEventListener('pause', keep);
    addEventListener('pagehide', keep);
    return () => {
      clearInterval(timer);
      video.removeEventListener('pause', keep);
      removeEventListener('pagehide', keep);
    };
  }, [video, id]);
}
