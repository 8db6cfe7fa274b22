import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Polling, startPolling } from './poll';

/** As much of a document as polling asks for. */
class Page extends EventTarget {
  hidden = false;

  show(shown: boolean) {
    this.hidden = !shown;
    this.dispatchEvent(new Event('visibilitychange'));
  }
}

describe('polling', () => {
  let page: Page;
  let asked: number;
  let polling: Polling;

  beforeEach(() => {
    vi.useFakeTimers();
    page = new Page();
    vi.stubGlobal('document', page);
    asked = 0;
    polling = startPolling(
      async () => void asked++,
      () => 2_000,
    );
  });

  afterEach(() => {
    polling.stop();
    vi.unstubAllGlobals();
    vi.useRealTimers();
  });

  const pass = (millis: number) => vi.advanceTimersByTimeAsync(millis);

  it('asks at once, and then at every interval', async () => {
    expect(asked).toBe(1);
    await pass(6_000);
    expect(asked).toBe(4);
  });

  it('rests while the page is hidden, and asks when it is shown again', async () => {
    page.show(false);
    await pass(60_000);
    expect(asked).toBe(1);
    page.show(true);
    expect(asked).toBe(2);
    await pass(2_000);
    expect(asked).toBe(3);
  });

  it('asks out of turn when told, and starts the interval anew', async () => {
    await pass(1_500);
    polling.now();
    expect(asked).toBe(2);
    await pass(1_500);
    expect(asked).toBe(2);
    await pass(500);
    expect(asked).toBe(3);
  });

  it('asks once more when told during a question, as soon as that is answered', async () => {
    const answers: (() => void)[] = [];
    const slow = startPolling(
      () => new Promise<void>((resolve) => answers.push(resolve)),
      () => 2_000,
    );
    slow.now();
    slow.now();
    expect(answers).toHaveLength(1);

    answers[0]?.();
    await pass(0);
    expect(answers).toHaveLength(2);
    answers[1]?.();
    await pass(1_000);

    expect(answers).toHaveLength(2);
    slow.stop();
  });

  it('never asks twice at the same time', async () => {
    let answer = () => {};
    let open = 0;
    const slow = startPolling(
      () => {
        open++;
        return new Promise<void>((resolve) => {
          answer = resolve;
        });
      },
      () => 2_000,
    );
    slow.now();
    page.show(true);
    await pass(10_000);
    expect(open).toBe(1);
    answer();
    await pass(2_000);
    expect(open).toBe(2);
    slow.stop();
  });

  it('is silent once stopped', async () => {
    polling.stop();
    polling.now();
    page.show(true);
    await pass(10_000);
    expect(asked).toBe(1);
  });
});
