import { hash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A page in one piece, and what browsers may run of it. */
export interface WholePage {
  html: string;
  /** Sources for the content security policy, as "'sha256-…'". */
  styles: string[];
  scripts: string[];
}

const STYLESHEET = /<link rel="stylesheet" href="(\/_astro\/[^"]+\.css)"\s*\/?>/g;
const SCRIPT = /<script type="module" src="(\/_astro\/[^"]+\.js)"><\/script>/g;
/** A script that loads another part would look for it beside the page. */
const LOADS_MORE = /\b(?:import|from)\s*["'(]/;

const sourceOf = (text: string) => `'sha256-${hash('sha256', text, 'base64')}'`;

/**
 * Puts the styles and scripts of a rendered page into it: one request instead of three, which on a slow phone is most of
 * the wait.
 * @param folder what the build has made for browsers
 * @throws Error when a script needs further files
 */
export function wholePage(html: string, folder: string): WholePage {
  const styles: string[] = [];
  const scripts: string[] = [];
  const read = (path: string) => readFileSync(join(folder, path), 'utf8').trim();
  const withStyles = html.replace(STYLESHEET, (_, path: string) => {
    const text = read(path);
    styles.push(sourceOf(text));
    return `<style>${text}</style>`;
  });
  const whole = withStyles.replace(SCRIPT, (_, path: string) => {
    const text = read(path);
    if (LOADS_MORE.test(text)) throw new Error(`${path} loads other files, so it cannot stand in the page`);
    scripts.push(sourceOf(text));
    return `<script type="module">${text}</script>`;
  });
  return { html: whole, styles, scripts };
}

/** What the page may load and run: only what stands in it, and pictures of the hub. */
export function policyOf({ styles, scripts }: Pick<WholePage, 'styles' | 'scripts'>): string {
  const directives = [
    "default-src 'none'",
    `style-src ${styles.join(' ') || "'none'"}`,
    `script-src ${scripts.join(' ') || "'none'"}`,
    "img-src 'self' data:",
    "connect-src 'self'",
    "worker-src 'self'",
    "base-uri 'none'",
    "form-action 'self'",
  ];
  return directives.join('; ');
}
