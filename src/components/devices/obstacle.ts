/** What decides whether a browser can show notifications of this hub. */
export interface Surroundings {
  /** https, or this very machine (`isSecureContext`). */
  isSecure: boolean;
  hasServiceWorker: boolean;
  hasPush: boolean;
  isAppleMobile: boolean;
  permission: 'default' | 'denied' | 'granted';
}

export interface Obstacle {
  why: string;
  steps: string[];
}

const INSECURE: Obstacle = {
  why: 'This page did not come over a secure connection, and browsers give notifications only to pages that did.',
  steps: [
    'Put the hub behind a reverse proxy with a certificate, set PORCHLIGHT_URL to that https address, and open it there.',
    'Or, on the machine the hub runs on, open it as http://localhost with its port.',
  ],
};
const NEEDS_HOME_SCREEN: Obstacle = {
  why: 'iPhones and iPads show notifications only of pages that were added to the Home Screen.',
  steps: [
    'In Safari choose Share, then “Add to Home Screen”.',
    'Open Porchlight from there and come back to this page.',
  ],
};
const INCAPABLE: Obstacle = {
  why: 'This browser cannot receive notifications here.',
  steps: ['Use a current Firefox, Chrome, Edge or Safari, and not a private window.'],
};
const BLOCKED: Obstacle = {
  why: 'Notifications of this address are blocked in this browser.',
  steps: [
    'Open the site settings (the symbol left of the address) and allow notifications.',
    'Then load this page again.',
  ],
};

/** Why this browser cannot show notifications and what to do about it; null when it can. */
export function obstacleOf(surroundings: Surroundings): Obstacle | null {
  const { isSecure, hasServiceWorker, hasPush, isAppleMobile, permission } = surroundings;
  if (!isSecure) return INSECURE;
  const isAble = hasServiceWorker && hasPush;
  if (!isAble) return isAppleMobile ? NEEDS_HOME_SCREEN : INCAPABLE;
  return permission === 'denied' ? BLOCKED : null;
}
