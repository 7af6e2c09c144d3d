/** What is sent, by how many at once, and the status that every answer must have. */
export interface LoadPlan {
  readonly method: "GET" | "POST";
  readonly headers: Readonly<Record<string, string>>;
  /** Sent one after another, again from the first after the last. */
  readonly sheets: readonly Sheet[];
  /** A field added to the end of each body with a value that was never sent before; null to send bodies as they are. */
  readonly keyField: string | null;
  readonly connections: number;
  readonly status: number;
}

export interface Sheet {
  readonly path: string;
  readonly body: string;
}

export interface MadeLoad {
  /** Answers with the right status that reached the load maker; a few more may have been given when it hung up. */
  readonly answered: number;
  readonly seconds: number;
  /** Processor seconds of the load maker itself. */
  readonly ownCpu: number;
}

/** A program that sends requests over many connections at once. Throws BenchFault when an answer was not as it must be. */
export interface LoadMaker {
  /** Name and version, for the head of the table. */
  readonly name: string;
  make(address: string, plan: LoadPlan, seconds: number): Promise<MadeLoad>;
}
