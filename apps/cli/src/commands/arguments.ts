import { InvalidArgumentError, Option } from 'commander';

/** Reads a whole number that is not out of bounds. */
export const wholeNumber =
  (least: number, most: number) =>
  (text: string): number => {
    const value = Number(text);
    if (/^\d+$/.test(text) && value >= least && value <= most) return value;
    throw new InvalidArgumentError(`It is a whole number from ${least} to ${most}.`);
  };

/** Reads how long to wait. */
export function seconds(text: string): number {
  const value = Number(text);
  if (text.trim() !== '' && value >= 0 && value <= 600) return value;
  throw new InvalidArgumentError('It is a number of seconds from 0 to 600.');
}

/** How standard input is to be read, for the commands that work on texts. */
export const inputFormat = (): Option =>
  new Option('--format <format>', 'how to read the input; auto tells by its first character')
    .choices(['auto', 'ndjson', 'text'])
    .default('auto');
