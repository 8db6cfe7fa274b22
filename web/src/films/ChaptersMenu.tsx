import type { Chapter } from '../api/library';
import { clockInWords } from '../words/quantities';
import { PopUp } from './PopUp';
import { chapterAt } from './seekBar';

interface Props {
  chapters: readonly Chapter[];
  position: number;
  onSeek: (seconds: number) => void;
  onOpen: (open: boolean) => void;
}

export function ChaptersMenu({ chapters, position, onSeek, onOpen }: Props) {
  const present = chapterAt(chapters, position);
  return (
    <PopUp icon="chapters" label="Chapters" testId="chapters" onOpen={onOpen}>
      {(close) =>
        chapters.map((chapter) => (
          <button
            key={chapter.startSeconds}
            type="button"
            role="menuitemradio"
            aria-checked={chapter === present}
            class="menu-item"
            onClick={() => {
              onSeek(chapter.startSeconds);
              close();
            }}
            data-testid="chapter"
          >
            <span>{chapter.title}</span>
            <span class="menu-value">{clockInWords(chapter.startSeconds)}</span>
          </button>
        ))
      }
    </PopUp>
  );
}
