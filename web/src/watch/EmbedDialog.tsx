import { CopyField } from '../common/CopyField';
import { Dialog } from '../common/Dialog';

interface Props {
  heading: string;
  code: string;
  link: string;
  hls: string;
  dash: string;
  onClose: () => void;
}

export function EmbedDialog({ heading, code, link, hls, dash, onClose }: Props) {
  return (
    <Dialog heading={heading} testId="embed-dialog" onClose={onClose}>
      <CopyField label="Embed in a page" text={code} testId="embed-code" />
      <CopyField label="Link" text={link} testId="embed-link" />
      <CopyField label="HLS" text={hls} testId="embed-hls" />
      <CopyField label="DASH" text={dash} testId="embed-dash" />
    </Dialog>
  );
}
