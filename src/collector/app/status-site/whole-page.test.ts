import { hash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { policyOf, wholePage } from './whole-page.ts';

const folder = mkdtempSync(join(tmpdir(), 'porchlight-whole-'));
mkdirSync(join(folder, '_astro'));
const write = (name: string, text: string) => writeFileSync(join(folder, '_astro', name), text);
write('page.css', 'p{color:red}\n');
write('page.js', 'document.title="$&"\n');
write('more.js', 'import"./other.js";go()');
afterAll(() => rmSync(folder, { recursive: true }));

const sha = (text: string) => `'sha256-${hash('sha256', text, 'base64')}'`;

describe('a page in one piece', () => {
  const html =
    '<head><link rel="stylesheet" href="/_astro/page.css"><script type="module" src="/_astro/page.js"></script></head>';

  it('holds its styles and scripts as they are', () => {
    expect(wholePage(html, folder).html).toBe(
      '<head><style>p{color:red}</style><script type="module">document.title="$&"</script></head>',
    );
  });

  it('lets browsers run just these', () => {
    const policy = policyOf(wholePage(html, folder));
    expect(policy).toContain(`style-src ${sha('p{color:red}')}`);
    expect(policy).toContain(`script-src ${sha('document.title="$&"')}`);
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toContain('unsafe');
  });

  it('lets a page without script run none', () => {
    expect(policyOf(wholePage('<p>hello', folder))).toContain("script-src 'none'");
  });

  it('refuses a script that would look for further files', () => {
    const loading = '<script type="module" src="/_astro/more.js"></script>';
    expect(() => wholePage(loading, folder)).toThrow(/loads other files/);
  });
});
