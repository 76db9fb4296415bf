import type { Random } from './random.ts';

/** Enough for what `*` and `+` mean. */
const MOST_REPEATS = 6;
const CLASSES: Record<string, string> = { w: '[A-Za-z0-9_]', d: '[0-9]', s: '[ ]' };

/** Characters that a class as `[a-z0-9._-]` holds. */
function membersOf(inside: string): string[] {
  const members: string[] = [];
  const plain = inside.replaceAll('\\w', 'A-Za-z0-9_').replaceAll('\\d', '0-9').replaceAll('\\', '');
  for (let at = 0; at < plain.length; at += 1) {
    const first = plain.charCodeAt(at);
    const isSpan = plain[at + 1] === '-' && at + 2 < plain.length;
    const last = isSpan ? plain.charCodeAt(at + 2) : first;
    for (let code = first; code <= last; code += 1) members.push(String.fromCharCode(code));
    if (isSpan) at += 2;
  }
  return members;
}

function timesOf(random: Random, quantifier: string): number {
  if (quantifier === '') return 1;
  if (quantifier === '?') return random.integer(0, 1);
  if (quantifier === '*') return random.integer(0, MOST_REPEATS);
  if (quantifier === '+') return random.integer(1, MOST_REPEATS);
  const [least = '0', most] = quantifier.slice(1, -1).split(',');
  const upTo = most === undefined ? Number(least) : Number(most || Number(least) + MOST_REPEATS);
  return random.integer(Number(least), Math.min(upTo, Number(least) + 40));
}

/** Index behind the bracket that closes the group opened at `start`. */
function endOfGroup(pattern: string, start: number): number {
  let depth = 0;
  for (let at = start; at < pattern.length; at += 1) {
    if (pattern[at] === '\\') at += 1;
    else if (pattern[at] === '(') depth += 1;
    else if (pattern[at] === ')') depth -= 1;
    if (depth === 0) return at + 1;
  }
  throw new Error(`No end of the group in ${pattern}`);
}

/** Alternatives at the top level: `a(b|c)|d` has two. */
function alternativesOf(pattern: string): string[] {
  const parts = [''];
  let depth = 0;
  let isClass = false;
  for (const [at, letter] of [...pattern].entries()) {
    if (letter === '[') isClass = true;
    if (letter === ']') isClass = false;
    if (!isClass && letter === '(') depth += 1;
    if (!isClass && letter === ')') depth -= 1;
    const isBar = letter === '|' && depth === 0 && !isClass && pattern[at - 1] !== '\\';
    if (isBar) parts.push('');
    else parts[parts.length - 1] += letter;
  }
  return parts;
}

function sequence(random: Random, pattern: string): string {
  let text = '';
  let rest = pattern;
  while (rest !== '') {
    const unit =
      rest[0] === '('
        ? rest.slice(0, endOfGroup(rest, 0))
        : (/^(\[(?:\\.|[^\]])*\]|\\.|.)/s.exec(rest)?.[0] ?? rest);
    rest = rest.slice(unit.length);
    const quantifier = /^([*+?]|\{\d+(,\d*)?\})/.exec(rest)?.[0] ?? '';
    rest = rest.slice(quantifier.length);
    for (let times = timesOf(random, quantifier); times > 0; times -= 1) text += unitText(random, unit);
  }
  return text;
}

function unitText(random: Random, unit: string): string {
  if (unit === '^' || unit === '$') return '';
  if (unit === '.') return 'x';
  if (unit.startsWith('(')) return fitting(random, unit.slice(unit.startsWith('(?:') ? 3 : 1, -1));
  if (unit.startsWith('[')) return random.pick(membersOf(unit.slice(1, -1)));
  if (unit.startsWith('\\')) {
    const escaped = unit.slice(1);
    const named = CLASSES[escaped];
    return named ? unitText(random, named) : escaped;
  }
  return unit;
}

const fitting = (random: Random, pattern: string) => sequence(random, random.pick(alternativesOf(pattern)));

/**
 * A text that a regular expression of our schemas takes: classes, groups, alternatives, repeats.
 * @throws Error when the expression uses more than that
 */
export function textMatching(random: Random, pattern: string): string {
  const text = fitting(random, pattern);
  if (!new RegExp(pattern).test(text)) throw new Error(`"${text}" does not match ${pattern}`);
  return text;
}
