import type { Bench } from "./bench-case.ts";
import { formPageBench } from "./form-page.ts";
import { quarterIndexBench } from "./quarter-index.ts";
import { submissionBench } from "./submission.ts";

/** In the order in which they run. */
export const benches: readonly Bench[] = [formPageBench, submissionBench, quarterIndexBench];
