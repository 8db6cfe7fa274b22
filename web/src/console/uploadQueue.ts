import { Pace } from '../words/pace';
import type { Cure, UploadFailure } from './uploadFailure';

/** How far an upload is. */
export type UploadState = 'queued' | 'sending' | 'paused' | 'failed' | 'done';

export interface UploadItem {
  readonly id: number;
  readonly file: File;
  readonly state: UploadState;
  readonly sentBytes: number;
  readonly bytesPerSecond: number | null;
  readonly secondsLeft: number | null;
  readonly failure: UploadFailure | null;
  /** The film that it becomes, once the server has told. */
  readonly film: string | null;
}

/** What a transfer tells. */
export interface TransferEvents {
  onFilm(id: string): void;
  onProgress(sentBytes: number): void;
  onDone(): void;
  onFailure(failure: UploadFailure): void;
}

/** One file on its way; nothing is told after `stop` or `discard`. */
export interface Transfer {
  /** Begins, or goes on where the server says that it is. */
  start(): void;
  stop(): void;
  /** Has the server forget what it has. */
  discard(): void;
}

export type OpenTransfer = (file: File, events: TransferEvents) => Transfer;

/** More at once would only make each of them slower. */
export const MOST_AT_ONCE = 2;

const PACE_WINDOW_MILLIS = 8_000;

interface Entry {
  item: UploadItem;
  transfer: Transfer;
  pace: Pace;
}

/** Files on their way to the library, in the order in which they came: two are sent, the others wait. */
export class UploadQueue {
  private entries: Entry[] = [];
  private nextId = 1;
  private isHeld = false;

  constructor(
    private readonly open: OpenTransfer,
    private readonly onChange: () => void,
    private readonly nowMillis: () => number,
  ) {}

  get items(): UploadItem[] {
    return this.entries.map(({ item }) => item);
  }

  /** Whether leaving the page would interrupt something. */
  get isBusy(): boolean {
    return this.entries.some(({ item }) => item.state === 'sending' || item.state === 'queued');
  }

  add(files: readonly File[]): void {
    for (const file of files) if (!this.has(file)) this.entries.push(this.entryOf(file));
    this.changed();
  }

  pause(id: number): void {
    this.withEntry(id, (entry) => {
      this.halt(entry, 'paused');
    });
  }

  private halt(entry: Entry, state: 'paused' | 'queued'): void {
    entry.transfer.stop();
    entry.pace.clear();
    this.set(entry, { state, bytesPerSecond: null, secondsLeft: null });
  }

  /** Also what failed is tried again so. */
  resume(id: number): void {
    this.withEntry(id, (entry) => {
      const { state } = entry.item;
      if (state === 'paused' || state === 'failed') this.set(entry, { state: 'queued', failure: null });
    });
  }

  /** What failed for want of something, once that is there. */
  resumeAfter(cure: Cure): void {
    for (const { item } of this.entries) {
      if (item.state === 'failed' && item.failure?.cure === cure) this.resume(item.id);
    }
  }

  /** Sends nothing more until released: nobody is signed in. */
  hold(): void {
    if (this.isHeld) return;
    this.isHeld = true;
    for (const entry of this.entries) if (entry.item.state === 'sending') this.halt(entry, 'queued');
    this.changed();
  }

  release(): void {
    if (!this.isHeld) return;
    this.isHeld = false;
    this.resumeAfter('sign-in');
    this.changed();
  }

  cancel(id: number): void {
    this.withEntry(id, (entry) => {
      if (entry.item.state !== 'done') entry.transfer.discard();
      this.entries = this.entries.filter((other) => other !== entry);
    });
  }

  /** Those that are over and stand in the library now. */
  forget(films: readonly string[]): void {
    const before = this.entries.length;
    this.entries = this.entries.filter(
      ({ item }) => !(item.state === 'done' && (item.film === null || films.includes(item.film))),
    );
    if (this.entries.length !== before) this.changed();
  }

  stopAll(): void {
    for (const { transfer } of this.entries) transfer.stop();
  }

  private has(file: File): boolean {
    return this.entries.some(
      ({ item }) =>
        item.state !== 'done' &&
        item.file.name === file.name &&
        item.file.size === file.size &&
        item.file.lastModified === file.lastModified,
    );
  }

  private entryOf(file: File): Entry {
    const entry: Entry = {
      item: {
        id: this.nextId++,
        file,
        state: 'queued',
        sentBytes: 0,
        bytesPerSecond: null,
        secondsLeft: null,
        failure: null,
        film: null,
      },
      pace: new Pace(PACE_WINDOW_MILLIS),
      transfer: this.open(file, {
        onFilm: (film) => this.change(entry, { film }),
        onProgress: (sentBytes) => this.progressed(entry, sentBytes),
        onDone: () => {
          this.change(entry, {
            state: 'done',
            sentBytes: file.size,
            bytesPerSecond: null,
            secondsLeft: null,
          });
        },
        onFailure: (failure) => {
          entry.pace.clear();
          this.change(entry, { state: 'failed', failure, bytesPerSecond: null, secondsLeft: null });
        },
      }),
    };
    return entry;
  }

  private progressed(entry: Entry, sentBytes: number): void {
    entry.pace.add(sentBytes, this.nowMillis());
    this.change(entry, {
      sentBytes,
      bytesPerSecond: entry.pace.perSecond(),
      secondsLeft: entry.pace.secondsLeft(entry.item.file.size),
    });
  }

  private withEntry(id: number, act: (entry: Entry) => void): void {
    const entry = this.entries.find(({ item }) => item.id === id);
    if (!entry) return;
    act(entry);
    this.changed();
  }

  private set(entry: Entry, change: Partial<UploadItem>): void {
    entry.item = { ...entry.item, ...change };
  }

  private change(entry: Entry, change: Partial<UploadItem>): void {
    this.set(entry, change);
    this.changed();
  }

  private changed(): void {
    this.startNext();
    this.onChange();
  }

  private startNext(): void {
    if (this.isHeld) return;
    const sending = this.entries.filter(({ item }) => item.state === 'sending').length;
    const next = this.entries.filter(({ item }) => item.state === 'queued').slice(0, MOST_AT_ONCE - sending);
    for (const entry of next) {
      this.set(entry, { state: 'sending' });
      entry.transfer.start();
    }
  }
}
