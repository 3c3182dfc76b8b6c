import { describe, expect, it } from 'vitest';

import { addressProblem, urlProblem } from './address-policy.js';

describe('where a webhook may lead', () => {
  it.each([
    'http://127.0.0.1/',
    'http://127.1/',
    'http://2130706433/',
    'http://0x7f000001/',
    'http://0x7f.0.0.1/',
    'http://0177.0.0.1/',
    'http://0/',
    'http://0.0.0.0/',
    'http://10.0.0.1/',
    'http://172.16.0.1/',
    'http://172.31.255.255/',
    'http://192.168.1.1/',
    'http://169.254.169.254/latest/meta-data/',
    'http://100.64.0.1/',
    'http://192.0.0.1/',
    'http://192.0.2.1/',
    'http://198.18.0.1/',
    'http://224.0.0.1/',
    'http://240.0.0.1/',
    'http://255.255.255.255/',
    'http://[::1]/',
    'http://[::]/',
    'http://[::ffff:127.0.0.1]/',
    'http://[::ffff:10.0.0.1]/',
    'http://[::ffff:a9fe:a9fe]/',
    'http://[64:ff9b::a00:1]/',
    'http://[2002:a00:1::]/',
    'http://[fc00::1]/',
    'http://[fd12:3456::1]/',
    'http://[fe80::1]/',
    'http://[ff02::1]/',
    'http://[2001:db8::1]/',
    'http://[2001::1]/',
    'http://１２７.0.0.1/',
    'ftp://example.org/',
    'file:///etc/passwd',
    'javascript:alert(1)',
    'http://user:pass@example.org/',
    'http://user@example.org/',
    'example.org',
    '',
  ])('is not %j', (url) => expect(urlProblem(url, 'public')).toBeDefined());

  it.each(['https://example.org/hook', 'http://93.184.215.14:8080/', 'https://[2606:2800:21f:cb07::1]/'])(
    'is %j',
    (url) => expect(urlProblem(url, 'public')).toBeUndefined(),
  );

  it('is this machine only where that was set, and never its neighbours', () => {
    expect(urlProblem('http://127.0.0.1:8080/', 'loopback')).toBeUndefined();
    expect(urlProblem('http://[::1]:8080/', 'loopback')).toBeUndefined();
    expect(urlProblem('http://10.0.0.1/', 'loopback')).toBeDefined();
    expect(addressProblem('::ffff:169.254.169.254', 'loopback')).toBeDefined();
    expect(addressProblem('not an address', 'loopback')).toBeDefined();
  });
});
