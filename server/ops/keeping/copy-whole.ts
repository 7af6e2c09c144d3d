import type { CopyChange, CopySource, CopyTarget } from "../../store/copy.ts";
import { copyTables } from "../../store/copy.ts";

/**
 * Copies a source into a target and closes both, whatever happens; a copy that fails, or is ended by Ctrl+C or SIGTERM, leaves
 * nothing behind. Gives the rows of each table.
 */
export async function copyWhole(
  source: CopySource,
  open: () => CopyTarget | Promise<CopyTarget>,
  change?: CopyChange,
): Promise<ReadonlyMap<string, number>> {
  let target: CopyTarget | undefined;
  const onSignal = (): void => void target?.abandon().finally(() => process.exit(1));
  process.on("SIGTERM", onSignal).on("SIGINT", onSignal);
  try {
    target = await open();
    return await copyTables(source, target, change);
  } finally {
    process.off("SIGTERM", onSignal).off("SIGINT", onSignal);
    await target?.abandon();
    await source.close();
  }
}
