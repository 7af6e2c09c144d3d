/**
 * What may be odd about how answers came in, never about what they say: answers of honest people resemble one another so much
 * that no pattern of scores proves anything. A signal removes nothing; it asks somebody to look.
 * - rush: many answers of one counter within minutes (RUSH)
 * - device: many answers of what looks like one device within one sitting (SITTING)
 * - hours: answers of a counter outside the unit's opening hours, or on a holiday (addToHours)
 */
export const signalKinds = ["rush", "device", "hours"] as const;
export type SignalKind = (typeof signalKinds)[number];

/** Signals are noted so many answers at a time, so that nobody can read one visitor off a number that grows. */
export const SIGNAL_STEP = 5;
