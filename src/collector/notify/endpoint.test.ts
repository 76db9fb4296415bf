import { describe, expect, it } from 'vitest';
import { isPublicAddress } from './address.ts';
import { endpointProblem } from './endpoint.ts';

describe('the address of a push service', () => {
  it.each([
    'https://fcm.googleapis.com/fcm/send/abc:def',
    'https://updates.push.services.mozilla.com/wpush/v2/gAAAA',
    'https://web.push.apple.com/QGuQ',
    'https://wns2-par02p.notify.windows.com/w/?token=BQY',
    'https://push.example.org:8443/1',
    'https://8.8.8.8/1',
  ])('may be %s', (endpoint) => {
    expect(endpointProblem(endpoint, isPublicAddress)).toBeNull();
  });

  it.each([
    ['http://fcm.googleapis.com/fcm/send/1', 'must begin with https://'],
    ['file:///etc/passwd', 'must begin with https://'],
    ['//fcm.googleapis.com/1', 'is not an address'],
    ['', 'is not an address'],
    [`https://push.example.org/${'x'.repeat(2000)}`, 'is not an address'],
    ['https://ada:pw@push.example.org/1', 'must not hold a name or password'],
    ['https://127.0.0.1/1', 'must lead to the public internet'],
    ['https://2130706433/1', 'must lead to the public internet'],
    ['https://0x7f.1/1', 'must lead to the public internet'],
    ['https://192.168.1.1:8443/admin', 'must lead to the public internet'],
    ['https://169.254.169.254/latest/meta-data', 'must lead to the public internet'],
    ['https://[::1]/1', 'must lead to the public internet'],
    ['https://[::ffff:10.0.0.1]/1', 'must lead to the public internet'],
    ['https://localhost/1', 'must lead to the public internet'],
    ['https://LOCALHOST./1', 'must lead to the public internet'],
    ['https://nas/1', 'must lead to the public internet'],
    ['https://nas.local/1', 'must lead to the public internet'],
    ['https://router.home.arpa/1', 'must lead to the public internet'],
  ])('may not be %s: it %s', (endpoint, problem) => {
    expect(endpointProblem(endpoint, isPublicAddress)).toBe(problem);
  });

  it('may be near when the network says so', () => {
    expect(endpointProblem('https://localhost:8443/1', () => true)).toBeNull();
    expect(endpointProblem('https://127.0.0.1:8443/1', () => true)).toBeNull();
  });
});
