import type { CliContext } from '../cli-context.js';

export async function showStatus(_options: object, context: CliContext): Promise<void> {
  context.stdout.write('');
}
