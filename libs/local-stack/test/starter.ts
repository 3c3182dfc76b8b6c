/** For the tests: starts the stack in the directory it is given, says so, and stays until it is killed. */
import { startLocalStack } from '../src/index.js';

await startLocalStack({ dataDirectory: process.argv[2] ?? '', env: process.env });
console.log('up');
setInterval(() => undefined, 60_000);
