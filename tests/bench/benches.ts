import { backupBench } from "./backup-beside-load.ts";
import type { Bench } from "./bench-case.ts";
import { diskBench } from "./disk-per-answer.ts";
import { exportBenches } from "./export-million.ts";
import { formPageBench } from "./form-page.ts";
import { quarterAtScaleBench } from "./quarter-at-scale.ts";
import { documentsBench } from "./quarter-documents.ts";
import { quarterIndexBench } from "./quarter-index.ts";
import { startBench } from "./start-up.ts";
import { postgresBench } from "./submission-postgres.ts";
import { submissionBenches } from "./submission.ts";

/** In the order in which they run. */
export const benches: readonly Bench[] = [
  formPageBench,
  ...submissionBenches,
  postgresBench,
  quarterIndexBench,
  quarterAtScaleBench,
  ...exportBenches,
  documentsBench,
  diskBench,
  startBench,
  backupBench,
];
