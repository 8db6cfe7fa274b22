import 'uplot/dist/uPlot.min.css';
import '../styles/health.css';
import type { Finding, Severity } from '../api/health';
import { Icon } from '../common/Icon';
import { clockInWords } from '../words/quantities';
import { Chart } from './Chart';
import { chartsOf } from './charts';
import { FindingCard, SIGNS } from './FindingCard';
import type { HealthRecord } from './record';
import { useHealth, type WatchedHealth } from './useHealth';
import { headlineOf } from './words';

const WAITING: Record<Exclude<WatchedHealth['status'], 'known'>, string> = {
  asking: 'Asking the server…',
  offline: 'This stream is not on air.',
  silent: 'The server does not answer. Trying again…',
};

/** What the stream doctor says, and the charts that it rests on. */
export default function HealthPanel({ name }: { name: string }) {
  const { record, status } = useHealth(name);
  return (
    <>
      {status !== 'known' && (
        <p class="health-waiting" role="status">
          {WAITING[status]}
        </p>
      )}
      {record && <Examined record={record} />}
    </>
  );
}

function Examined({ record }: { record: HealthRecord }) {
  const { findings, verdict } = record.latest;
  const complaints = findings.filter(({ severity }) => severity !== 'ok');
  const passed = findings.filter(({ severity }) => severity === 'ok');
  return (
    <>
      <Verdict verdict={verdict} complaints={complaints} record={record} />
      {complaints.length > 0 && (
        <ul class="findings">
          {complaints.map((finding) => (
            <FindingCard key={finding.code} finding={finding} />
          ))}
        </ul>
      )}
      <div class="charts">
        {chartsOf(record).map((spec) => (
          <Chart key={spec.id} spec={spec} times={record.times} />
        ))}
      </div>
      {passed.length > 0 && <Passed findings={passed} />}
    </>
  );
}

interface VerdictProps {
  verdict: Severity;
  complaints: Finding[];
  record: HealthRecord;
}

function Verdict({ verdict, complaints, record }: VerdictProps) {
  const { next, steadySince, driftPpm } = record.latest;
  const isGood = verdict === 'ok' || verdict === 'advice';
  return (
    <div class={`verdict verdict-${verdict}`} data-testid="verdict" data-verdict={verdict}>
      <span class="verdict-sign">
        <Icon name={isGood ? 'check' : SIGNS[verdict].icon} />
      </span>
      <div>
        <p class="verdict-words" role="status">
          {headlineOf(complaints)}
        </p>
        <p class="verdict-since">
          Unbroken for {clockInWords(next - steadySince)}
          {driftPpm !== null && ` · encoder's clock ${driftInWords(driftPpm)}`}
        </p>
      </div>
    </div>
  );
}

const driftInWords = (ppm: number) =>
  Math.abs(ppm) < 1 ? 'right' : `${Math.abs(ppm).toFixed(0)} ppm ${ppm < 0 ? 'slow' : 'fast'}`;

function Passed({ findings }: { findings: Finding[] }) {
  return (
    <details class="passed" data-testid="passed">
      <summary>{findings.length === 1 ? '1 check passed' : `${findings.length} checks passed`}</summary>
      <ul>
        {findings.map(({ code, title, measured }) => (
          <li key={code}>
            <Icon name="check" />
            <span>
              {title}
              <span class="passed-measured">{measured}</span>
            </span>
          </li>
        ))}
      </ul>
    </details>
  );
}
