import { useEffect, useRef, useState } from 'preact/hooks';
import uPlot from 'uplot';
import { type ChartSpec, newestOf, scaleOf, summaryOf } from './charts';

interface Props {
  spec: ChartSpec;
  times: number[];
}

const HEIGHT = 116;
const LEAST_SECONDS = 120;

/** A hand on one chart points at the same moment in all of them. */
const SYNC = 'health';

const COLOURS = ['--accent', '--chart-second'];

const STEPPED = uPlot.paths.stepped?.({ align: -1 });

const colour = (name: string) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

function optionsOf(spec: ChartSpec, width: number, onPoint: (index: number | null) => void): uPlot.Options {
  const axis = {
    stroke: () => colour('--quiet'),
    font: '11px system-ui, sans-serif',
    ticks: { show: false },
  };
  return {
    width,
    height: HEIGHT,
    padding: [8, 6, 0, 0],
    legend: { show: false },
    cursor: { sync: { key: SYNC, setSeries: false }, drag: { x: false, y: false }, y: false },
    scales: { x: { time: true }, y: { range: (_, low, high) => [low ?? 0, high ?? 1] } },
    axes: [
      {
        ...axis,
        grid: { show: false },
        space: 72,
        size: 22,
        values: (_, moments) => moments.map((moment) => new Date(moment * 1_000).toTimeString().slice(0, 5)),
      },
      {
        ...axis,
        grid: { stroke: () => colour('--line'), width: 1 },
        space: 30,
        size: 58,
        values: (_, marks) => marks.map((mark) => spec.inWords(mark).replace(/ frames?$/, '')),
      },
    ],
    series: [
      {},
      ...spec.lines.map((line, index) => ({
        label: line.label,
        stroke: () => colour(COLOURS[index] ?? '--accent'),
        ...(index === 0 ? { fill: () => colour('--chart-fill') } : {}),
        ...(spec.standing ? { fillTo: (plot: uPlot) => plot.scales.y?.min ?? 0 } : {}),
        width: 1.6,
        spanGaps: line.stepped === true,
        points: { show: false },
        ...(line.stepped && STEPPED ? { paths: STEPPED } : {}),
      })),
    ],
    hooks: { setCursor: [(plot: uPlot) => onPoint(plot.cursor.idx ?? null)] },
  };
}

function show(plot: uPlot, { spec, times }: Props): void {
  const [low, high] = scaleOf(spec);
  const end = times.at(-1) ?? 0;
  plot.batch(() => {
    plot.setData([times, ...spec.lines.map(({ values }) => values)] as uPlot.AlignedData, false);
    plot.setScale('x', { min: end - Math.max(LEAST_SECONDS, times.length), max: end });
    plot.setScale('y', { min: low, max: high });
  });
}

/** The canvas follows the width of its place, and the colours those of the page. */
function usePlot(props: Props, onPoint: (index: number | null) => void) {
  const place = useRef<HTMLDivElement>(null);
  const plot = useRef<uPlot | null>(null);
  useEffect(() => {
    const element = place.current as HTMLDivElement;
    const made = new uPlot(optionsOf(props.spec, element.clientWidth, onPoint), undefined, element);
    plot.current = made;
    const resized = new ResizeObserver(() => made.setSize({ width: element.clientWidth, height: HEIGHT }));
    resized.observe(element);
    const dark = matchMedia('(prefers-color-scheme: dark)');
    const repaint = () => made.redraw();
    dark.addEventListener('change', repaint);
    return () => {
      dark.removeEventListener('change', repaint);
      resized.disconnect();
      made.destroy();
    };
  }, [props.spec.id, props.spec.lines.length]);
  useEffect(() => {
    if (plot.current) show(plot.current, props);
  }, [props.times, props.spec]);
  return place;
}

export function Chart(props: Props) {
  const { spec, times } = props;
  const [pointed, setPointed] = useState<number | null>(null);
  const place = usePlot(props, setPointed);
  const moment = pointed === null ? undefined : times[pointed];
  return (
    <figure class="chart" data-testid={`chart-${spec.id}`}>
      <figcaption>
        <span class="chart-title">{spec.title}</span>
        <span class="chart-values">
          {spec.lines.map(({ label, values, stepped }, index) => {
            const value = pointed === null || stepped ? newestUpTo(values, pointed) : values[pointed];
            return (
              <span key={label} class="chart-value">
                {spec.lines.length > 1 && <i class={`chart-key chart-key-${index}`} title={label} />}
                {value == null ? '–' : spec.inWords(value)}
              </span>
            );
          })}
        </span>
        <span class="chart-about">
          {moment === undefined ? spec.about : `At ${new Date(moment * 1_000).toTimeString().slice(0, 8)}`}
        </span>
      </figcaption>
      <div ref={place} class="chart-place" role="img" aria-label={summaryOf(spec)} />
    </figure>
  );
}

const newestUpTo = (values: (number | null)[], index: number | null) =>
  newestOf(index === null ? values : values.slice(0, index + 1));
