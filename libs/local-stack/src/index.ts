export { type LocalStack, type TestStack, startLocalStack } from './local-stack.js';
export { startTestStack } from './test-stack.js';
