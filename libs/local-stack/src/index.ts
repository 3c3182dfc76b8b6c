export { type LocalStack, type TestStack, startLocalStack } from './local-stack.js';
export { NODE_FLAGS } from './node-flags.js';
export { startTestStack } from './test-stack.js';
