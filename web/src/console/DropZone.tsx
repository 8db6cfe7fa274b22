import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { Icon } from '../common/Icon';

interface Props {
  onFiles: (files: File[]) => void;
  children: ComponentChildren;
}

/** A field of a form takes files for itself, by the browser's own doing. */
const isField = ({ target }: DragEvent) =>
  target instanceof Element && target.matches('form input[type=file]');

const bringsFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') === true;

/** Takes files that are dropped anywhere on the page. */
export function DropZone({ onFiles, children }: Props) {
  const [over, setOver] = useState(false);
  const [overField, setOverField] = useState(false);
  const latest = useRef(onFiles);
  latest.current = onFiles;
  useEffect(() => {
    // Elements inside are entered before the last one is left.
    let depth = 0;
    const onEnter = (event: DragEvent) => {
      if (bringsFiles(event)) setOver(++depth > 0);
    };
    const onLeave = (event: DragEvent) => {
      if (bringsFiles(event)) setOver(--depth > 0);
    };
    const onOver = (event: DragEvent) => {
      if (!bringsFiles(event)) return;
      setOverField(isField(event));
      if (!isField(event)) event.preventDefault();
    };
    const onDrop = (event: DragEvent) => {
      depth = 0;
      setOver(false);
      if (!bringsFiles(event) || isField(event)) return;
      event.preventDefault();
      if (!document.querySelector('dialog[open]')) latest.current([...(event.dataTransfer?.files ?? [])]);
    };
    document.addEventListener('dragenter', onEnter);
    document.addEventListener('dragleave', onLeave);
    document.addEventListener('dragover', onOver);
    document.addEventListener('drop', onDrop);
    return () => {
      document.removeEventListener('dragenter', onEnter);
      document.removeEventListener('dragleave', onLeave);
      document.removeEventListener('dragover', onOver);
      document.removeEventListener('drop', onDrop);
    };
  }, []);
  return (
    <>
      {children}
      {over && !overField && (
        <div class="drop-cover" aria-hidden="true">
          <p>
            <Icon name="upload" />
            Drop to upload
          </p>
        </div>
      )}
    </>
  );
}
