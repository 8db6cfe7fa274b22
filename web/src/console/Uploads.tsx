import { Icon, type IconName } from '../common/Icon';
import { ProgressBar } from '../common/ProgressBar';
import { bytesInWords, percentInWords, speedInWords, timeLeftInWords } from '../words/quantities';
import type { Unfinished } from './tusTransfer';
import type { UploadItem, UploadState } from './uploadQueue';
import type { Uploads as AllUploads } from './useUploads';

/** Files on their way, before the films that they become. */
export function Uploads({ uploads }: { uploads: AllUploads }) {
  const { items, unfinished } = uploads;
  if (items.length === 0 && unfinished.length === 0) return null;
  return (
    <section class="uploads" aria-label="Uploads" data-testid="uploads">
      <ul>
        {unfinished.map((old) => (
          <UnfinishedRow key={old.key} old={old} uploads={uploads} />
        ))}
        {items.map((item) => (
          <UploadRow key={item.id} item={item} uploads={uploads} />
        ))}
      </ul>
    </section>
  );
}

const STATE_WORDS: Record<UploadState, string> = {
  queued: 'Waits for the others',
  sending: 'Uploading',
  paused: 'Paused',
  failed: 'Stopped',
  done: 'Uploaded',
};

export function uploadInWords(item: UploadItem): string {
  const { file, state, sentBytes } = item;
  const part = file.size > 0 ? sentBytes / file.size : 1;
  return [
    STATE_WORDS[state],
    state !== 'done' && sentBytes > 0 && percentInWords(part),
    state === 'sending'
      ? `${bytesInWords(sentBytes)} of ${bytesInWords(file.size)}`
      : bytesInWords(file.size),
    speedInWords(item.bytesPerSecond),
    timeLeftInWords(item.secondsLeft),
  ]
    .filter(Boolean)
    .join(' · ');
}

function UploadRow({ item, uploads }: { item: UploadItem; uploads: AllUploads }) {
  const { id, file, state, failure } = item;
  const canResume = state === 'paused' || (state === 'failed' && failure?.cure !== 'none');
  return (
    <li class="upload" data-testid="upload" data-state={state}>
      <div class="upload-text">
        <b>{file.name}</b>
        <ProgressBar value={file.size > 0 ? item.sentBytes / file.size : 0} label={`${file.name}: sent`} />
        <p class="film-facts">{uploadInWords(item)}</p>
        {failure && (
          <p class="film-reason" role="alert" data-testid="upload-failure">
            {failure.words}
          </p>
        )}
      </div>
      <div class="upload-actions">
        {(state === 'sending' || state === 'queued') && (
          <Action icon="pause" label="Pause" name={file.name} onPress={() => uploads.pause(id)} />
        )}
        {canResume && (
          <Action icon="play" label="Resume" name={file.name} onPress={() => uploads.resume(id)} />
        )}
        {state !== 'done' && (
          <Action icon="close" label="Cancel" name={file.name} onPress={() => uploads.cancel(id)} />
        )}
      </div>
    </li>
  );
}

interface ActionProps {
  icon: IconName;
  label: string;
  name: string;
  onPress: () => void;
}

function Action({ icon, label, name, onPress }: ActionProps) {
  return (
    <button
      type="button"
      class="icon-button"
      aria-label={`${label} ${name}`}
      title={label}
      onClick={onPress}
      data-testid={`upload-${label.toLowerCase()}`}
    >
      <Icon name={icon} />
    </button>
  );
}

/** A page cannot keep a file over its own reload: the same one has to be chosen again. */
function UnfinishedRow({ old, uploads }: { old: Unfinished; uploads: AllUploads }) {
  return (
    <li class="upload" data-testid="unfinished">
      <div class="upload-text">
        <b>{old.fileName}</b>
        <ProgressBar value={old.sentBytes / old.sizeBytes} label={`${old.fileName}: sent`} />
        <p class="film-facts">
          {percentInWords(old.sentBytes / old.sizeBytes)} of {bytesInWords(old.sizeBytes)} is on the server.
          Choose the same file again, or drop it here, and it goes on from there.
        </p>
      </div>
      <div class="upload-actions">
        <label class="button">
          <Icon name="play" />
          Go on
          <input
            class="visually-hidden"
            type="file"
            aria-label={`Choose ${old.fileName} again`}
            onChange={(event) => uploads.add([...(event.currentTarget.files ?? [])])}
            data-testid="unfinished-file"
          />
        </label>
        <Action icon="bin" label="Discard" name={old.fileName} onPress={() => uploads.discard(old)} />
      </div>
    </li>
  );
}
