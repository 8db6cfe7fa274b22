import { type Channel, removeKey, type StreamKey } from '../api/channels';
import { ConfirmDialog } from './ConfirmDialog';

interface Props {
  channel: Channel;
  streamKey: StreamKey;
  onClose: () => void;
  onDeleted: () => void;
}

export function DeleteKeyDialog({ channel, streamKey, onClose, onDeleted }: Props) {
  return (
    <ConfirmDialog
      heading="Delete this key?"
      testId="delete-key-dialog"
      onClose={onClose}
      onConfirm={async () => {
        await removeKey(channel.name, streamKey.id);
        onDeleted();
      }}
    >
      Whoever publishes with <b>{streamKey.label || 'it'}</b> is disconnected now, and is not let in with it
      again.
    </ConfirmDialog>
  );
}
