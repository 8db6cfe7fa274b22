import { useMemo } from 'preact/hooks';
import { WAVES_HEIGHT, WAVES_WIDTH, wavesOf } from './waves';

/** Fills the positioned element around it with the water of a stream. */
export function Waves({ name }: { name: string }) {
  const waves = useMemo(() => wavesOf(name), [name]);
  return (
    <svg
      class="waves"
      viewBox={`0 0 ${WAVES_WIDTH} ${WAVES_HEIGHT}`}
      preserveAspectRatio="xMidYMid slice"
      aria-hidden="true"
    >
      {waves.map((path) => (
        <path key={path} d={path} />
      ))}
    </svg>
  );
}
