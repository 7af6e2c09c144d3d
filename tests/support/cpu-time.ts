/** Milliseconds of processor time that an act takes: what else the machine does meanwhile does not lengthen them. */
export function cpuTime(act: () => void): number {
  const before = process.cpuUsage();
  act();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}
