/** kafkajs, mended. Whoever needs its values takes them from here, so that nobody has it loaded before it is mended. */
import './mend.js';

// Native ES modules cannot import all of its names one by one.
import kafkajs from 'kafkajs';

export const { CompressionTypes, ConfigResourceTypes, Kafka, logLevel } = kafkajs;
