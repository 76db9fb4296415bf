import { describe, expect, it } from 'vitest';
import { openSecretBox } from './secret-box.ts';

const SECRET = 'a secret of at least thirty-two characters';
const box = openSecretBox(SECRET);

describe('the secret box', () => {
  it.each([
    { what: 'nothing', plain: '' },
    { what: 'a key', plain: 'BNcRdreALRFXTkOOUHK1EtK2wtaz5Ry4YfYCA_0QTpQtUbVlUls0VJXg7A8u-Ts1' },
    { what: 'words of every script', plain: 'Türschlüssel 鍵 🔑' },
    { what: 'a long text', plain: 'x'.repeat(100_000) },
  ])('gives back $what', ({ plain }) => {
    expect(box.open(box.seal(plain, 'here'), 'here')).toBe(plain);
  });

  it('shows nothing of what is inside, and never the same twice', () => {
    const first = box.seal('open sesame', 'here');
    expect(first).not.toContain('sesame');
    expect(Buffer.from(first.slice(3), 'base64url').toString('latin1')).not.toContain('sesame');
    expect(box.seal('open sesame', 'here')).not.toBe(first);
  });

  it('opens for the same secret after a restart', () => {
    expect(openSecretBox(SECRET).open(box.seal('plain', 'here'), 'here')).toBe('plain');
  });

  it.each<{ what: string; open: () => string }>([
    {
      what: 'another secret',
      open: () => openSecretBox(`${SECRET}!`).open(box.seal('plain', 'here'), 'here'),
    },
    { what: 'another place', open: () => box.open(box.seal('plain', 'here'), 'there') },
    { what: 'a text that was never sealed', open: () => box.open('plain', 'here') },
    { what: 'a text that is too short', open: () => box.open('v1.AAAA', 'here') },
  ])('stays shut for $what', ({ open }) => {
    expect(open).toThrow();
  });

  it.each([0, 12, 28])('stays shut when the byte at %i was changed', (at) => {
    const bytes = Buffer.from(box.seal('plain', 'here').slice(3), 'base64url');
    bytes.writeUInt8(bytes.readUInt8(at) ^ 1, at);
    expect(() => box.open(`v1.${bytes.toString('base64url')}`, 'here')).toThrow();
  });
});
