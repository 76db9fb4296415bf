/**
 * Stand in a rendered page for the time at which its state was last looked at. That time changes every minute, the page
 * seldom: it is put in when the page is served, so that nothing need be rendered for it.
 */
export const CHECKED_AT = '%checked-at%';
export const CHECKED_TEXT = '%checked-text%';
