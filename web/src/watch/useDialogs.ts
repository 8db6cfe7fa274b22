import { useCallback, useState } from 'preact/hooks';

export type OpenDialog = 'none' | 'embed' | 'help';

/** What the help key leads to; another dialog stays. */
const AFTER_HELP_KEY: Record<OpenDialog, OpenDialog> = { none: 'help', help: 'none', embed: 'embed' };

/** The dialogs of a page with a player. */
export function useDialogs() {
  const [dialog, open] = useState<OpenDialog>('none');
  const close = useCallback(() => open('none'), []);
  const toggleHelp = () => open((last) => AFTER_HELP_KEY[last]);
  return { dialog, open, close, toggleHelp };
}
