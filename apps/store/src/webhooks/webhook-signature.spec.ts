import { describe, expect, it } from 'vitest';

import { signedHeaders, webhookSecretOf } from './webhook-signature.js';

describe('the signature of a delivery', () => {
  it('is that of the example in the Standard Webhooks specification', () => {
    const body = '{"test": 2432232314}';
    const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
    expect(signedHeaders(secret, 'msg_p5jXN8AQM9LWM0D4loKWxJek', 1_614_265_330, body)).toEqual({
      'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
      'webhook-timestamp': '1614265330',
      'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
    });
  });

  it('is another for other words, another time, another delivery and another secret', () => {
    const secret = webhookSecretOf(Buffer.alloc(32, 1));
    const signatures = [
      signedHeaders(secret, 'a', 1, 'x'),
      signedHeaders(secret, 'a', 1, 'y'),
      signedHeaders(secret, 'a', 2, 'x'),
      signedHeaders(secret, 'b', 1, 'x'),
      signedHeaders(webhookSecretOf(Buffer.alloc(32, 2)), 'a', 1, 'x'),
    ].map((headers) => headers['webhook-signature']);
    expect(new Set(signatures).size).toBe(signatures.length);
  });
});
