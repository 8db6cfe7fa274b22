import { useEffect, useState } from 'preact/hooks';
import { fetchLiveStreams } from '../api/client';
import type { LiveStream } from '../api/streams';
import { startPolling } from '../common/poll';

const INTERVAL_MILLIS = 2_000;

export interface WhatIsOn {
  /** Null until the first answer; then the last one, also while the server does not answer. */
  streams: LiveStream[] | null;
  answering: boolean;
}

export function useLiveStreams(): WhatIsOn {
  const [on, setOn] = useState<WhatIsOn>({ streams: null, answering: true });
  useEffect(() => {
    const ask = async () => {
      try {
        const streams = await fetchLiveStreams();
        setOn({ streams, answering: true });
      } catch {
        setOn((last) => ({ ...last, answering: false }));
      }
    };
    return startPolling(ask, () => INTERVAL_MILLIS).stop;
  }, []);
  return on;
}
