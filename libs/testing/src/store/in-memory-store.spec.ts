import { InMemoryStore } from './in-memory-store.js';
import { describeCorrections } from './correction-conformance.js';
import { describeModels } from './model-conformance.js';
import { describeStore } from './store-conformance.js';

describeCorrections('its twin in memory', () => new InMemoryStore());
describeStore('its twin in memory', () => new InMemoryStore());
describeModels('its twin in memory', () => new InMemoryStore());
