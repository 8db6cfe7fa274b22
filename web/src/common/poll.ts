export interface Polling {
  /** Asks at once, or as soon as the question that is under way is answered: its answer may be old by then. */
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
  let again = false;
  let stopped = false;

  const run = async () => {
    if (running || stopped) return;
    clearTimeout(timer);
    running = true;
    again = false;
    try {
      await task();
    } finally {
      running = false;
      if (again) void run();
      else if (!stopped && !document.hidden) timer = setTimeout(run, intervalMillis());
    }
  };
  const onVisibility = () => {
    if (document.hidden) clearTimeout(timer);
    else void run();
  };
  document.addEventListener('visibilitychange', onVisibility);
  void run();
  return {
    now: () => {
      if (running) again = true;
      else void run();
    },
    stop: () => {
      stopped = true;
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', onVisibility);
    },
  };
}
