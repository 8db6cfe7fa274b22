import { describe, expect, it } from 'vitest';
import { uploadFailure } from './uploadFailure';
import { type TransferEvents, UploadQueue } from './uploadQueue';

/** A queue whose transfers do what the test says. */
function queueOf(count: number) {
  const log: string[] = [];
  const events: TransferEvents[] = [];
  let now = 0;
  const queue = new UploadQueue(
    (file, told) => {
      events.push(told);
      const note = (what: string) => () => void log.push(`${what} ${file.name}`);
      return { start: note('start'), stop: note('stop'), discard: note('discard') };
    },
    () => {},
    () => now,
  );
  queue.add(
    Array.from({ length: count }, (_, i) => new File(['0123456789'], `${i}.mp4`, { lastModified: 1 })),
  );
  const states = () => queue.items.map(({ state }) => state).join(' ');
  const told = (index: number) => events[index] as TransferEvents;
  const at = (millis: number) => {
    now = millis;
  };
  return { queue, log, told, states, at };
}

const DISCONNECTED = uploadFailure(null, '');

describe('uploads', () => {
  it('sends two at once, and the next when one is done', () => {
    const { log, told, states } = queueOf(3);
    expect(states()).toBe('sending sending queued');

    told(0).onDone();

    expect(states()).toBe('done sending sending');
    expect(log).toEqual(['start 0.mp4', 'start 1.mp4', 'start 2.mp4']);
  });

  it('gives the place of one that is paused to the next, and has it wait for its turn', () => {
    const { queue, told, states, log } = queueOf(3);

    queue.pause(1);
    expect(states()).toBe('paused sending sending');
    queue.resume(1);
    expect(states()).toBe('queued sending sending');
    told(1).onDone();

    expect(states()).toBe('sending done sending');
    expect(log.filter((line) => line.endsWith('0.mp4'))).toEqual([
      'start 0.mp4',
      'stop 0.mp4',
      'start 0.mp4',
    ]);
  });

  it('has the server forget what is cancelled', () => {
    const { queue, log } = queueOf(1);

    queue.cancel(1);

    expect(queue.items).toEqual([]);
    expect(log).toContain('discard 0.mp4');
  });

  it('goes on by itself after a lost connection, but not after a full disk', () => {
    const { queue, told, states } = queueOf(2);
    told(0).onFailure(DISCONNECTED);
    told(1).onFailure(uploadFailure(507, ''));
    expect(states()).toBe('failed failed');

    queue.resumeAfter('connection');

    expect(states()).toBe('sending failed');
  });

  it('waits while nobody is signed in, then goes on, also with what failed for that', () => {
    const { queue, told, states, log } = queueOf(4);
    told(0).onFailure(uploadFailure(401, ''));
    queue.pause(2);

    queue.hold();
    expect(states()).toBe('failed paused queued queued');
    expect(log.slice(-2)).toEqual(['stop 2.mp4', 'stop 3.mp4']);
    queue.add([]);
    expect(states()).toBe('failed paused queued queued');
    queue.release();

    expect(states()).toBe('sending paused sending queued');
    expect(queue.items[0]?.failure).toBeNull();
  });

  it('takes the same file once', () => {
    const { queue } = queueOf(1);

    queue.add([new File(['0123456789'], '0.mp4', { lastModified: 1 })]);

    expect(queue.items).toHaveLength(1);
  });

  it('tells the rate and the time that is left', () => {
    const { queue, told, at } = queueOf(1);
    told(0).onProgress(0);
    at(2_000);
    told(0).onProgress(4);

    expect(queue.items[0]).toMatchObject({ sentBytes: 4, bytesPerSecond: 2, secondsLeft: 3 });
  });

  it('gives its row to the film that it has become', () => {
    const { queue, told } = queueOf(2);
    told(0).onFilm('a');
    told(1).onFilm('b');
    told(0).onDone();

    queue.forget(['b']);
    expect(queue.items).toHaveLength(2);
    queue.forget(['a', 'b']);

    expect(queue.items.map(({ film }) => film)).toEqual(['b']);
  });
});
