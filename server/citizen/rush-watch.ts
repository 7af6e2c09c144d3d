/** More kept answers of one counter than this, within the time below, are a rush. */
export const RUSH_ANSWERS = 30;
const RUSH_MS = 60_000;

/**
 * Notices a sudden rush of answers at a counter. It holds the times of each counter's last answers, in memory alone, and
 * nothing about who sent what. Gives a function that is told of each kept answer and says whether a rush is to be noted: at
 * most once for a counter and day.
 */
export function rushWatch(): (counterId: number, date: string, at: number) => boolean {
  const recent = new Map<number, number[]>();
  const noted = new Map<number, string>();
  return (counterId, date, at) => {
    const times = recent.get(counterId) ?? [];
    times.push(at);
    if (times.length > RUSH_ANSWERS + 1) times.shift();
    recent.set(counterId, times);
    const rush = times.length > RUSH_ANSWERS && at - times[0]! < RUSH_MS;
    if (!rush || noted.get(counterId) === date) return false;
    noted.set(counterId, date);
    return true;
  };
}
