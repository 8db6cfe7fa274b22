/** Names of codecs in words, from the strings of RFC 6381. What is not known stays as it is. */

const AVC_PROFILES = new Map([
  ['42', 'Baseline'],
  ['4d', 'Main'],
  ['58', 'Extended'],
  ['64', 'High'],
  ['6e', 'High 10'],
  ['7a', 'High 4:2:2'],
  ['f4', 'High 4:4:4'],
]);

const HEVC_PROFILES = new Map([
  ['1', 'Main'],
  ['2', 'Main 10'],
  ['3', 'Main Still'],
  ['4', 'Range Extensions'],
]);

const AV1_PROFILES = new Map([
  ['0', 'Main'],
  ['1', 'High'],
  ['2', 'Professional'],
]);

const MPEG4_AUDIO = new Map([
  ['40.2', 'AAC-LC'],
  ['40.5', 'HE-AAC'],
  ['40.29', 'HE-AAC v2'],
  ['40.42', 'xHE-AAC'],
  ['40.34', 'MP3'],
  ['69', 'MP3'],
  ['6b', 'MP3'],
]);

const PLAIN = new Map([
  ['ac-3', 'Dolby Digital'],
  ['ec-3', 'Dolby Digital Plus'],
  ['ac-4', 'Dolby AC-4'],
  ['opus', 'Opus'],
  ['flac', 'FLAC'],
  ['vp8', 'VP8'],
  ['vp08', 'VP8'],
  ['wvtt', 'WebVTT'],
]);

const join = (family: string, profile: string | undefined) => (profile ? `${family} ${profile}` : family);

export function codecInWords(codec: string): string {
  const [entry = '', first = '', ...rest] = codec.split('.');
  switch (entry.toLowerCase()) {
    case 'avc1':
    case 'avc3':
      return join('H.264', AVC_PROFILES.get(first.slice(0, 2).toLowerCase()));
    case 'hvc1':
    case 'hev1':
      return join('HEVC', HEVC_PROFILES.get(first.replace(/^[A-C]/, '')));
    case 'av01':
      return join('AV1', AV1_PROFILES.get(first));
    case 'vp9':
    case 'vp09':
      return join('VP9', first && `Profile ${Number(first)}`);
    case 'mp4a':
      return MPEG4_AUDIO.get([first, ...rest].join('.').toLowerCase()) ?? codec;
    default:
      return PLAIN.get(entry.toLowerCase()) ?? codec;
  }
}
