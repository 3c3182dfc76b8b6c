import { z } from 'zod';

/** Settings are wrong. The message names every wrong variable, one a line. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

/**
 * Reads an app's settings from the environment, once, at start. An empty variable counts as not set.
 *
 * @returns one frozen object
 * @throws ConfigError that names every wrong variable, what is wrong with it, and what it is for
 */
export function loadConfig<Shape extends z.ZodRawShape>(
  schema: z.ZodObject<Shape>,
  environment: Readonly<Record<string, string | undefined>>,
): Readonly<z.output<z.ZodObject<Shape>>> {
  const set = Object.fromEntries(
    Object.entries(environment).filter(([, value]) => value !== undefined && value !== ''),
  );
  const result = schema.safeParse(set);
  if (result.success) return Object.freeze(result.data);
  const lines = result.error.issues.map(({ path, message }) => {
    const name = String(path[0]);
    const purpose = (schema.shape[name] as z.ZodType | undefined)?.description;
    return `  ${name}: ${name in set ? message : 'is not set'}${purpose === undefined ? '' : ` (${purpose})`}`;
  });
  throw new ConfigError(`These settings are wrong:\n${lines.join('\n')}`);
}
