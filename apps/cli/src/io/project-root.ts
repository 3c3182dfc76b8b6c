import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The directory of the nearest package.json above: the checkout, or the image's folder; the sources may be built. */
export const PROJECT_ROOT = nearest('package.json', import.meta.dirname) ?? process.cwd();

function nearest(name: string, from: string): string | undefined {
  if (existsSync(join(from, name))) return from;
  return dirname(from) === from ? undefined : nearest(name, dirname(from));
}
