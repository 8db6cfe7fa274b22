import type { ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';

type Panel = ComponentType<{ name: string }>;

/** The panel and its charts come when they are asked for: few viewers ever do. */
export function LazyHealth({ name, id }: { name: string; id: string }) {
  const [loaded, setLoaded] = useState<{ Panel: Panel } | 'failed' | null>(null);
  useEffect(() => {
    import('./HealthPanel').then(
      ({ default: Panel }) => setLoaded({ Panel }),
      () => setLoaded('failed'),
    );
  }, []);
  return (
    <section id={id} class="health" aria-labelledby={`${id}-heading`} data-testid="health">
      <h2 id={`${id}-heading`}>Stream health</h2>
      {loaded === null && <p role="status">Loading…</p>}
      {loaded === 'failed' && <p role="status">This part of the page cannot be loaded.</p>}
      {loaded !== null && loaded !== 'failed' && <loaded.Panel name={name} />}
    </section>
  );
}
