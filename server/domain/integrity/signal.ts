/**
 * What may be odd about how answers came in, never about what they say: answers of honest people resemble one another so much
 * that no pattern of scores proves anything.
 * - rush: many answers of one counter within a minute
 * - device: a device that had answered at this unit on the same day
 * - hours: an answer outside the unit's opening hours, or on a holiday
 */
export const signalKinds = ["rush", "device", "hours"] as const;
export type SignalKind = (typeof signalKinds)[number];
