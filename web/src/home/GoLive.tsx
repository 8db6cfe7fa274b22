import { useEffect, useState } from 'preact/hooks';
import { fetchServer } from '../api/client';
import type { Server } from '../api/streams';
import { CopyField } from '../common/CopyField';
import {
  fileCommand,
  isChannelName,
  isLoopback,
  type PublishTarget,
  rtmpServer,
  rtmpsServer,
  streamKey,
  testPictureCommand,
} from '../words/publishing';

const DEFAULT_RTMP_PORT = 1935;

function useServer(): Server | null {
  const [server, setServer] = useState<Server | null>(null);
  useEffect(() => {
    fetchServer().then(setServer, () => {
      // The usual port and the cautious advice about keys stand until the next visit.
    });
  }, []);
  return server;
}

export function GoLive() {
  const server = useServer();
  const [typed, setTyped] = useState('mychannel');
  const valid = isChannelName(typed);
  const target: PublishTarget = {
    hostname: location.hostname,
    rtmpPort: server?.rtmpPort ?? DEFAULT_RTMP_PORT,
    channel: valid ? typed : 'mychannel',
    needsKey: !(server?.publishWithoutKey === 'loopback' && isLoopback(location.hostname)),
  };
  return (
    <section id="go-live" class="go-live" aria-labelledby="go-live-heading" tabindex={-1}>
      <div class="section-head">
        <h2 id="go-live-heading">Go live</h2>
        <p>Publish from OBS or FFmpeg; everyone who opens the page sees it within seconds.</p>
      </div>
      {server?.rtmpPort === 0 ? (
        <p>RTMP is switched off on this server, so nobody can publish to it.</p>
      ) : (
        <>
          <ChannelName typed={typed} valid={valid} onType={setTyped} channel={target.channel} />
          <div class="recipes">
            <ObsRecipe target={target} />
            <FfmpegRecipe target={target} />
          </div>
          <KeyHint target={target} />
          {server && server.rtmpsPort !== 0 && (
            <TlsHint server={rtmpsServer(target.hostname, server.rtmpsPort)} />
          )}
        </>
      )}
    </section>
  );
}

function KeyHint({ target }: { target: PublishTarget }) {
  if (target.needsKey) {
    return (
      <p class="hint">
        Put your channel’s key in place of <code>YOUR_KEY</code>; channels are made with keys in the{' '}
        <a href="/console#channels">console</a>. Only the server’s own machine may publish without one.
      </p>
    );
  }
  return (
    <p class="hint">
      From this machine no key is needed. Publishers elsewhere add their channel’s key to the stream key:{' '}
      <code>{streamKey({ ...target, needsKey: true })}</code>
    </p>
  );
}

function TlsHint({ server }: { server: string }) {
  return (
    <p class="hint">
      Encrypted, with the same stream key: <code data-testid="rtmps-server">{server}</code>
    </p>
  );
}

interface ChannelProps {
  typed: string;
  valid: boolean;
  channel: string;
  onType: (typed: string) => void;
}

function ChannelName({ typed, valid, channel, onType }: ChannelProps) {
  return (
    <div class="channel-name">
      <label for="channel">Your channel</label>
      <input
        id="channel"
        type="text"
        value={typed}
        maxLength={64}
        spellcheck={false}
        autocomplete="off"
        autocapitalize="off"
        aria-invalid={!valid}
        aria-describedby="channel-note"
        onInput={(event) => onType(event.currentTarget.value)}
        data-testid="channel"
      />
      {valid ? (
        <p key="address" id="channel-note">
          It will be on at <a href={`/watch/live/${channel}`}>/watch/live/{channel}</a>
        </p>
      ) : (
        <p key="rule" id="channel-note" role="alert">
          Letters, digits, - and _, at most 64, not beginning with wk_.
        </p>
      )}
    </div>
  );
}

function ObsRecipe({ target }: { target: PublishTarget }) {
  return (
    <article class="recipe">
      <h3>OBS Studio</h3>
      <p>
        In <b>Settings → Stream</b> choose the service <b>Custom…</b> and enter:
      </p>
      <CopyField label="Server" text={rtmpServer(target)} testId="obs-server" />
      <CopyField label="Stream key" text={streamKey(target)} testId="obs-key" />
      <p>
        In <b>Settings → Output</b>, mode <b>Advanced</b>:
      </p>
      <dl class="settings">
        <div>
          <dt>Encoder</dt>
          <dd>x264, or any other for H.264</dd>
        </div>
        <div>
          <dt>Keyframe interval</dt>
          <dd>1 to 2 s</dd>
        </div>
        <div>
          <dt>Tune</dt>
          <dd>zerolatency, for the lowest latency</dd>
        </div>
        <div>
          <dt>Audio</dt>
          <dd>AAC, 48 kHz</dd>
        </div>
      </dl>
    </article>
  );
}

function FfmpegRecipe({ target }: { target: PublishTarget }) {
  return (
    <article class="recipe">
      <h3>FFmpeg</h3>
      <p>A test picture with a tone, to see that everything works:</p>
      <CopyField label="Test picture" text={testPictureCommand(target)} testId="ffmpeg-test" />
      <p>A file, again and again:</p>
      <CopyField label="File" text={fileCommand(target)} testId="ffmpeg-file" />
    </article>
  );
}
