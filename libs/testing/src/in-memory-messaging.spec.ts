import { InMemoryMessaging } from './in-memory-messaging.js';
import { describeMessaging } from './messaging-conformance.js';

const messaging = new InMemoryMessaging();

describeMessaging('in memory', () => messaging);
