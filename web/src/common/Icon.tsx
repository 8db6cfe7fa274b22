/** Line drawings on a 24 × 24 grid. They say nothing to a screen reader: the control around them does. */
const DRAWINGS = {
  play: 'M8 5.5v13l10.5-6.5z',
  pause: 'M9 5.5v13M15 5.5v13',
  volume: 'M4 9.5v5h3.5L12 18.5v-13L7.5 9.5zM15.5 9a4.2 4.2 0 0 1 0 6M18 6.5a7.8 7.8 0 0 1 0 11',
  muted: 'M4 9.5v5h3.5L12 18.5v-13L7.5 9.5zM16 9.5l5 5M21 9.5l-5 5',
  pip: 'M3.5 5.5h17v13h-17zM12.5 12h5.5v4h-5.5z',
  fullscreen: 'M4 9V4.5h5M15 4.5h5V9M20 15v4.5h-5M9 19.5H4V15',
  windowed: 'M9 4.5V9H4M20 9h-5V4.5M15 19.5V15h5M4 15h5v4.5',
  stats: 'M5 19v-6M10 19V5M15 19v-9M20 19v-4',
  health: 'M3 12h4l2.5-6 4.5 12 2.5-6H21',
  advice:
    'M9.5 17.5h5M10.5 20.5h3M12 3.5a5.6 5.6 0 0 0-3.4 10c.6.5.9 1.1.9 1.8h5c0-.7.3-1.3.9-1.8a5.6 5.6 0 0 0-3.4-10z',
  warning: 'M12 4.5 21 19.5H3zM12 10v4.5M12 17v.1',
  fault: 'M8.5 3.5h7l5 5v7l-5 5h-7l-5-5v-7zM12 8v5M12 16v.1',
  embed: 'M8.5 7.5 4 12l4.5 4.5M15.5 7.5 20 12l-4.5 4.5',
  help: 'M12 3.5a8.5 8.5 0 1 1 0 17 8.5 8.5 0 0 1 0-17zM9.7 9.7a2.4 2.4 0 1 1 3.5 2.1c-.8.4-1.2.9-1.2 1.7M12 16.5v.1',
  copy: 'M9 9h10.5v10.5H9zM15 9V4.5H4.5V15H9',
  check: 'm5 12.5 4.5 4.5L19 7.5',
  close: 'm6 6 12 12M18 6 6 18',
  viewers:
    'M12 5.5c-4 0-7.3 2.6-8.5 6.5 1.2 3.9 4.5 6.5 8.5 6.5s7.3-2.6 8.5-6.5c-1.2-3.9-4.5-6.5-8.5-6.5zM12 9.3a2.7 2.7 0 1 1 0 5.4 2.7 2.7 0 0 1 0-5.4z',
  clock: 'M12 4a8 8 0 1 1 0 16 8 8 0 0 1 0-16zM12 7.5V12l3 2',
  signal: 'M12 13.5v6M8.7 15.3a4.5 4.5 0 1 1 6.6 0M6 18a8.5 8.5 0 1 1 12 0',
} as const;

export type IconName = keyof typeof DRAWINGS;

export function Icon({ name }: { name: IconName }) {
  return (
    <svg class={`icon icon-${name}`} viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path d={DRAWINGS[name]} />
    </svg>
  );
}
