import { FAMILY_COMPONENTS } from '../../family-page.ts';

const STYLE = `body{font:1.1rem system-ui;max-width:44rem;margin:2rem auto;padding:0 1rem;background:#f7f5f2;color:#222}
h1{font-size:2rem}section{background:#fff;border:1px solid #ddd;border-radius:10px;padding:1rem;margin:1rem 0}
ol{display:flex;gap:2px;list-style:none;margin:.5rem 0 0;padding:0}li{flex:1;height:28px;border-radius:2px;background:#22c55e;font-size:0}
.down{background:#ef4444}.gap{background:#fff;border:1px solid #6b7280}`;

function day(component: number, index: number): string {
  const date = new Date(Date.parse('2026-08-28') + index * 86_400_000);
  const when = date.toLocaleDateString('en-GB', { day: 'numeric', month: 'long' });
  const minutes = 3 + ((component * 13 + index * 29) % 170);
  const isDown = (component * 7 + index) % 11 === 0;
  return isDown
    ? `<li class="down">${when}: did not work for ${Math.floor(minutes / 60)} h ${minutes % 60} min</li>`
    : `<li>${when}: worked all day</li>`;
}

/** What somebody would write by hand for the same twelve things and ninety days: no script, the styles inside. */
export function handMadePage(): string {
  const sections = FAMILY_COMPONENTS.map(([name], i) => {
    const days = Array.from({ length: 90 }, (_, d) => day(i, d)).join('\n');
    return `<section><h2>${name}</h2><p>Working</p><ol>${days}</ol></section>`;
  });
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Our home</title><link rel="icon" href="data:,"><style>${STYLE}</style></head>
<body><h1>Everything works</h1><p>Last checked 25 November 2026, 14:05</p>${sections.join('\n')}</body></html>`;
}
