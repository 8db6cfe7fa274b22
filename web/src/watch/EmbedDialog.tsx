import { CopyField } from '../common/CopyField';
import { Dialog } from '../common/Dialog';
import { embedCode, manifestUrl, watchUrl } from './address';

interface Props {
  name: string;
  title: string;
  onClose: () => void;
}

export function EmbedDialog({ name, title, onClose }: Props) {
  const { origin } = location;
  return (
    <Dialog heading="Share this stream" testId="embed-dialog" onClose={onClose}>
      <CopyField label="Embed in a page" text={embedCode(origin, name, title)} testId="embed-code" />
      <CopyField label="Link" text={watchUrl(origin, name)} testId="embed-link" />
      <CopyField label="HLS" text={origin + manifestUrl(name, 'hls')} testId="embed-hls" />
      <CopyField label="DASH" text={origin + manifestUrl(name, 'dash')} testId="embed-dash" />
    </Dialog>
  );
}
