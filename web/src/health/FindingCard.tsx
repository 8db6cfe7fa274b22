import type { Finding, Severity } from '../api/health';
import { CopyField } from '../common/CopyField';
import { Icon, type IconName } from '../common/Icon';

export const SIGNS: Record<Severity, { icon: IconName; word: string }> = {
  ok: { icon: 'check', word: 'All good' },
  advice: { icon: 'advice', word: 'Advice' },
  warning: { icon: 'warning', word: 'Warning' },
  fault: { icon: 'fault', word: 'Fault' },
};

export function FindingCard({ finding }: { finding: Finding }) {
  const { code, severity, title, measured, effect, obs, ffmpeg } = finding;
  const { icon, word } = SIGNS[severity];
  return (
    <li class={`finding finding-${severity}`} data-testid={`finding-${code}`} data-severity={severity}>
      <Icon name={icon} />
      <div class="finding-text">
        <h3>
          <span class="visually-hidden">{word}: </span>
          {title}
        </h3>
        <p class="finding-measured">{measured}</p>
        {effect && <p>{effect}</p>}
        {(obs ?? ffmpeg) && (
          <div class="remedies">
            {obs && (
              <div class="remedy-menu">
                <CopyField label="In OBS Studio" text={obs} testId={`obs-${code}`} />
              </div>
            )}
            {ffmpeg && <CopyField label="With FFmpeg" text={ffmpeg} testId={`ffmpeg-${code}`} />}
          </div>
        )}
      </div>
    </li>
  );
}
