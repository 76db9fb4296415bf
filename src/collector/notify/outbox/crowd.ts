/**
 * Targets of which there may be thousands: visitors of public pages. They wait behind everybody else, get each message by
 * itself, and are neither in the delivery log nor in memory.
 */
export const CROWD = 'subscriber:';

export const isCrowd = (target: string): boolean => target.startsWith(CROWD);
