import { useCallback, useEffect, useMemo, useReducer, useRef, useState } from 'preact/hooks';
import { discardUnfinished, findUnfinished, openTusTransfer, type Unfinished } from './tusTransfer';
import { UploadQueue } from './uploadQueue';

export type Uploads = ReturnType<typeof useUploads>;

/** The uploads of this page, and what is left of those of earlier visits. */
export function useUploads(onDone: () => void) {
  const [, refresh] = useReducer((count: number) => count + 1, 0);
  const [unfinished, setUnfinished] = useState<Unfinished[]>([]);
  const latest = useRef(onDone);
  latest.current = onDone;
  const queue = useMemo(() => {
    let done = 0;
    const made: UploadQueue = new UploadQueue(
      openTusTransfer,
      () => {
        const doneNow = made.items.filter(({ state }) => state === 'done').length;
        if (doneNow > done) latest.current();
        done = doneNow;
        refresh(undefined);
      },
      () => performance.now(),
    );
    return made;
  }, []);

  useEffect(() => {
    void findUnfinished().then(setUnfinished);
    const onOnline = () => queue.resumeDisconnected();
    // The browser asks whether to leave in words of its own.
    const onLeave = (event: BeforeUnloadEvent) => queue.isBusy && event.preventDefault();
    addEventListener('online', onOnline);
    addEventListener('beforeunload', onLeave);
    return () => {
      removeEventListener('online', onOnline);
      removeEventListener('beforeunload', onLeave);
      queue.stopAll();
    };
  }, [queue]);

  const add = useCallback(
    (files: File[]) => {
      queue.add(files);
      setUnfinished((left) => left.filter((old) => !files.some((file) => isOf(old, file))));
    },
    [queue],
  );
  const discard = (old: Unfinished) => {
    setUnfinished((left) => left.filter(({ key }) => key !== old.key));
    discardUnfinished(old).catch(() => {
      // The server forgets what nobody goes on with.
    });
  };
  const forget = useCallback((films: string[]) => queue.forget(films), [queue]);
  return {
    items: queue.items,
    unfinished,
    isEmpty: queue.items.length === 0 && unfinished.length === 0,
    add,
    forget,
    discard,
    pause: (id: number) => queue.pause(id),
    resume: (id: number) => queue.resume(id),
    cancel: (id: number) => queue.cancel(id),
  };
}

const isOf = (old: Unfinished, file: File) => old.fileName === file.name && old.sizeBytes === file.size;
