import type { CliContext } from '../cli-context.js';

/** How wide a line may be: on a terminal as wide as it is, elsewhere as wide as it likes. */
export const screenWidth = ({ stdout }: Pick<CliContext, 'stdout'>): number =>
  stdout.isTTY ? stdout.columns || 80 : Infinity;

/** Paints text, or leaves it as it is. */
export type Paint = (colour: keyof typeof COLOURS, text: string) => string;

const COLOURS = { red: '31', green: '32' } as const;

/** Colours on a terminal only, and not where https://no-color.org asks for none. */
export const painter =
  ({ stdout, env }: CliContext): Paint =>
  (colour, text) =>
    stdout.isTTY && !env['NO_COLOR'] ? `\u001B[${COLOURS[colour]}m${text}\u001B[0m` : text;
