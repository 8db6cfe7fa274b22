import { useRef, useState } from 'preact/hooks';
import type { Chapter } from '../api/library';
import { clockInWords } from '../words/quantities';
import { bufferedParts, chapterAt, chapterParts, partOf, secondsAt, tipLeft } from './seekBar';
import { type Sprite, spriteAt } from './sprites';

interface Props {
  position: number;
  duration: number;
  buffered: TimeRanges;
  chapters: readonly Chapter[];
  sprites: readonly Sprite[];
  onSeek: (seconds: number) => void;
}

const percent = (part: number) => `${(part * 100).toFixed(3)}%`;

/** Narrower than any tip without a picture. */
const TIP_WIDTH = 160;

/**
 * The bar of a film: what is buffered, where chapters begin, and the moment under the pointer with its
 * picture. Its keys are those of the page.
 */
export function SeekBar({ position, duration, buffered, chapters, sprites, onSeek }: Props) {
  const bar = useRef<HTMLDivElement>(null);
  const [hover, setHover] = useState<number | null>(null);
  const [dragged, setDragged] = useState<number | null>(null);
  const shown = dragged ?? position;
  const box = () => bar.current?.getBoundingClientRect() ?? { left: 0, width: 0 };
  const end = (event: PointerEvent) => {
    if (dragged === null) return;
    if (event.type === 'pointerup') onSeek(secondsAt(event.clientX, box(), duration));
    setDragged(null);
    if (event.pointerType !== 'mouse') setHover(null);
  };
  return (
    <div
      ref={bar}
      class={`seek-bar${dragged === null ? '' : ' is-dragged'}`}
      role="slider"
      tabindex={0}
      aria-label="Moment of the film"
      aria-valuemin={0}
      aria-valuemax={Math.floor(duration)}
      aria-valuenow={Math.floor(shown)}
      aria-valuetext={`${clockInWords(shown)} of ${clockInWords(duration)}`}
      onPointerDown={(event) => {
        if (event.button !== 0) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        setHover(event.clientX);
        setDragged(secondsAt(event.clientX, box(), duration));
      }}
      onPointerMove={(event) => {
        setHover(event.clientX);
        if (dragged !== null) setDragged(secondsAt(event.clientX, box(), duration));
      }}
      onPointerUp={end}
      onPointerCancel={end}
      onPointerLeave={() => setHover(null)}
      data-testid="seek-bar"
    >
      <div class="seek-track">
        {bufferedParts(buffered, duration).map(({ from, to }) => (
          <div key={from} class="seek-buffered" style={{ left: percent(from), width: percent(to - from) }} />
        ))}
        <div class="seek-played" style={{ width: percent(partOf(shown, duration)) }} />
        {chapterParts(chapters, duration).map((part) => (
          <div key={part} class="seek-chapter" style={{ left: percent(part) }} />
        ))}
      </div>
      <div class="seek-thumb" style={{ left: percent(partOf(shown, duration)) }} />
      {hover !== null && duration > 0 && (
        <Tip
          x={hover}
          box={box()}
          seconds={secondsAt(hover, box(), duration)}
          chapters={chapters}
          sprites={sprites}
        />
      )}
    </div>
  );
}

interface TipProps {
  x: number;
  box: { left: number; width: number };
  seconds: number;
  chapters: readonly Chapter[];
  sprites: readonly Sprite[];
}

function Tip({ x, box, seconds, chapters, sprites }: TipProps) {
  const sprite = spriteAt(sprites, seconds);
  const width = sprite?.width ?? TIP_WIDTH;
  const chapter = chapterAt(chapters, seconds);
  return (
    <div
      class="seek-tip"
      aria-hidden="true"
      style={{ left: `${tipLeft(x, box, width)}px`, width: `${width}px` }}
      data-testid="seek-tip"
    >
      {sprite && (
        <div
          class="seek-picture"
          style={{
            height: `${sprite.height}px`,
            backgroundImage: `url("${sprite.url}")`,
            backgroundPosition: `-${sprite.x}px -${sprite.y}px`,
          }}
          data-testid="seek-picture"
        />
      )}
      {chapter && <span class="seek-tip-chapter">{chapter.title}</span>}
      <span class="seek-tip-time">{clockInWords(seconds)}</span>
    </div>
  );
}
