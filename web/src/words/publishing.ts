/** How a publisher reaches this server: the addresses and commands that the home page offers to copy. */

const NAME = /^[A-Za-z0-9_-]{1,64}$/;

/** A name that may be published; names that begin with wk_ are taken for secrets. */
export const isChannelName = (name: string) => NAME.test(name) && !name.startsWith('wk_');

export const isLoopback = (hostname: string) =>
  hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d+){3}$/.test(hostname);

export interface PublishTarget {
  hostname: string;
  rtmpPort: number;
  channel: string;
  needsKey: boolean;
}

export const rtmpServer = ({ hostname, rtmpPort }: PublishTarget) => `rtmp://${hostname}:${rtmpPort}/live`;

/** The same over TLS, where it is switched on. */
export const rtmpsServer = (hostname: string, rtmpsPort: number) => `rtmps://${hostname}:${rtmpsPort}/live`;

export const streamKey = ({ channel, needsKey }: PublishTarget) =>
  needsKey ? `${channel}?key=YOUR_KEY` : channel;

const ENCODE =
  '-c:v libx264 -preset veryfast -tune zerolatency -pix_fmt yuv420p -b:v 2500k -maxrate 2500k -bufsize 2500k ' +
  '-force_key_frames "expr:gte(t,n_forced)" -c:a aac -b:a 128k -ar 48000 -f flv';

const output = (target: PublishTarget) => `"${rtmpServer(target)}/${streamKey(target)}"`;

/** A moving test picture and a tone; needs no file. */
export const testPictureCommand = (target: PublishTarget) =>
  'ffmpeg -re -f lavfi -i testsrc2=size=1280x720:rate=30 -f lavfi -i sine=frequency=440:sample_rate=48000 ' +
  `${ENCODE} ${output(target)}`;

/** A file, played in a loop at its own speed. */
export const fileCommand = (target: PublishTarget) =>
  `ffmpeg -re -stream_loop -1 -i input.mp4 ${ENCODE} ${output(target)}`;
