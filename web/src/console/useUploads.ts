import { useCallback, useEffect, useMemo, useReducer, useState } from 'preact/hooks';
import { discardUnfinished, findUnfinished, openTusTransfer, type Unfinished } from './tusTransfer';
import { UploadQueue } from './uploadQueue';

/** Of uploads that were given up for want of a connection. */
const RETRY_MILLIS = 30_000;

export type Uploads = ReturnType<typeof useUploads>;

/**
 * The uploads of this page, and what is left of those of earlier visits. They are there for as long as the
 * page is, and wait while nobody is signed in.
 */
export function useUploads(isSignedIn: boolean) {
  const [, refresh] = useReducer((count: number) => count + 1, 0);
  const [unfinished, setUnfinished] = useState<Unfinished[]>([]);
  const queue = useMemo(
    () =>
      new UploadQueue(
        openTusTransfer,
        () => refresh(undefined),
        () => performance.now(),
      ),
    [],
  );

  useEffect(() => {
    if (!isSignedIn) return queue.hold();
    queue.release();
    // Those of this page are listed already.
    if (queue.items.length === 0) void findUnfinished().then(setUnfinished);
  }, [queue, isSignedIn]);
  useEffect(() => {
    const goOn = () => queue.resumeAfter('connection');
    // The browser asks whether to leave in words of its own.
    const onLeave = (event: BeforeUnloadEvent) => queue.isBusy && event.preventDefault();
    // The network may be there all along, and the server is not.
    const timer = setInterval(goOn, RETRY_MILLIS);
    addEventListener('online', goOn);
    addEventListener('beforeunload', onLeave);
    return () => {
      clearInterval(timer);
      removeEventListener('online', goOn);
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
  const { items } = queue;
  return {
    items,
    unfinished,
    isEmpty: items.length === 0 && unfinished.length === 0,
    doneCount: items.filter(({ state }) => state === 'done').length,
    /** Those that would be on their way if somebody were signed in. */
    waitingCount: items.filter(({ state, failure }) => state === 'queued' || failure?.cure === 'sign-in')
      .length,
    isRefused: items.some(({ failure }) => failure?.cure === 'sign-in'),
    add,
    forget,
    discard,
    pause: (id: number) => queue.pause(id),
    resume: (id: number) => queue.resume(id),
    cancel: (id: number) => queue.cancel(id),
  };
}

const isOf = (old: Unfinished, file: File) => old.fileName === file.name && old.sizeBytes === file.size;
