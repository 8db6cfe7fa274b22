import { useEffect, useState } from 'preact/hooks';
import type { Channel } from '../api/channels';
import { fetchServer } from '../api/client';
import type { Server } from '../api/streams';
import { CopyField } from '../common/CopyField';
import { rtmpServer, rtmpsServer } from '../words/publishing';

/** What stands beside the stream key in an encoder. */
export function PublishAddresses({ channel }: { channel: Channel }) {
  const [server, setServer] = useState<Server | null>(null);
  useEffect(() => {
    fetchServer().then(setServer, () => {
      // The addresses are not shown until the next visit.
    });
  }, []);
  const target = {
    hostname: location.hostname,
    rtmpPort: server?.rtmpPort ?? 0,
    channel: channel.name,
    needsKey: true,
  };
  return (
    <section class="panel channel-part" aria-labelledby="addresses-heading">
      <h2 id="addresses-heading">Into OBS</h2>
      <p class="quiet">
        <b>Settings → Stream</b>, service <b>Custom…</b>
      </p>
      {server && server.rtmpPort !== 0 && (
        <CopyField label="Server" text={rtmpServer(target)} testId="channel-server" />
      )}
      {server && server.rtmpsPort !== 0 && (
        <CopyField
          label="Server, encrypted"
          text={rtmpsServer(target.hostname, server.rtmpsPort)}
          testId="channel-tls-server"
        />
      )}
      <p class="field-hint">
        {channel.fixed ? (
          <>
            The stream key is <code>{channel.name}?key=…</code> with a key of the configuration file.
          </>
        ) : (
          'The stream key is one of the keys here, by itself.'
        )}
      </p>
    </section>
  );
}
