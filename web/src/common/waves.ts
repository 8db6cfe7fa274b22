/** A drawing of water for a stream without a picture: the same name always gets the same waves. */

export const WAVES_WIDTH = 320;
export const WAVES_HEIGHT = 180;
const LINES = 7;
const STEP = 4;

/** FNV-1a, 32 bits: enough to tell names apart. */
function seedOf(name: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < name.length; i++) hash = Math.imul(hash ^ name.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}

function wave(line: number, phase: number, length: number): string {
  const base = 52 + line * 17;
  const height = 5 + line * 1.6;
  const y = (x: number) => base + height * Math.sin((x / WAVES_WIDTH) * length + phase + line * 0.55);
  let path = `M0 ${y(0).toFixed(1)}`;
  for (let x = STEP; x <= WAVES_WIDTH; x += STEP) path += ` L${x} ${y(x).toFixed(1)}`;
  return path;
}

export function wavesOf(name: string): string[] {
  const seed = seedOf(name);
  const phase = ((seed & 0xff) / 255) * 2 * Math.PI;
  const length = 5 + ((seed >>> 8) & 0xff) / 64;
  return Array.from({ length: LINES }, (_, line) => wave(line, phase, length));
}
