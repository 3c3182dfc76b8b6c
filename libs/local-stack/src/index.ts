export { type LocalStack, type LocalStackOptions, startLocalStack } from './local-stack.js';
export { LocalStackError } from './local-stack-error.js';
export { type TestStack, startTestStack } from './test-stack.js';
