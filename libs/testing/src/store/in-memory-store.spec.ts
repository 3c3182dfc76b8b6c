import { InMemoryStore } from './in-memory-store.js';
import { describeStore } from './store-conformance.js';

describeStore('its twin in memory', () => new InMemoryStore());
