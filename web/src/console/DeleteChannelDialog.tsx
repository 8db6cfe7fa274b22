import { type Channel, removeChannel } from '../api/channels';
import { ConfirmDialog } from './ConfirmDialog';
import { CHANNELS_ADDRESS } from './places';

interface Props {
  channel: Channel;
  onClose: () => void;
}

export function DeleteChannelDialog({ channel, onClose }: Props) {
  return (
    <ConfirmDialog
      heading="Delete this channel?"
      testId="delete-channel-dialog"
      onClose={onClose}
      onConfirm={async () => {
        await removeChannel(channel.name);
        location.hash = CHANNELS_ADDRESS;
      }}
    >
      <b>{channel.title ?? channel.name}</b> goes with all of its keys, which cannot be brought back. Whoever
      publishes with one of them is disconnected now.
    </ConfirmDialog>
  );
}
