import { InMemoryStore } from './in-memory-store.js';
import { describeStore } from './store-conformance.js';

describeStore('the twin of the store', () => new InMemoryStore());
