import { ConfigError } from './load-config.js';

/** Runs a program. Wrong settings end it with 78 (EX_CONFIG of sysexits.h) and say what is wrong; nothing else is said. */
export async function runConfigured(program: () => Promise<void>): Promise<void> {
  try {
    await program();
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    console.error(error.message);
    process.exitCode = 78;
  }
}
