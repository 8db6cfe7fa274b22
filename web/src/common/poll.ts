export interface Polling {
  /** Asks at once, unless a question is under way. */
  now(): void;
  stop(): void;
}

/**
 * Runs `task`, then again `intervalMillis` after it ended, until stopped. While the page is hidden it
 * rests; it asks at once when the page is shown again. The task handles its own errors.
 */
export function startPolling(task: () => Promise<void>, intervalMillis: () => number): Polling {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let running = false;
  let stopped = false;

  const run = async () => {
    if (running || stopped) return;
    clearTimeout(timer);
    running = true;
    try {
      await task();
    } finally {
      running = false;
      if (!stopped && !document.hidden) timer = setTimeout(run, intervalMillis());
    }
  };
  const onVisibility = () => {
    if (document.hidden) clearTimeout(timer);
    else void run();
  };
  document.addEventListener('visibilitychange', onVisibility);
  void run();
  return {
    now: () => void run(),
    stop: () => {
      stopped = true;
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', onVisibility);
    },
  };
}
