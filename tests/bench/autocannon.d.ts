/** The part of autocannon that the benches use; the package brings no types of its own. */
declare module "autocannon" {
  export interface Request {
    readonly method?: "GET" | "POST";
    readonly path?: string;
    readonly headers?: Readonly<Record<string, string>>;
    readonly body?: string;
    /** Called for every single request; what it gives is sent. */
    readonly setupRequest?: (request: Request) => Request;
  }

  export interface Options extends Omit<Request, "setupRequest"> {
    readonly url: string;
    readonly connections: number;
    /** Seconds. */
    readonly duration: number;
    /** Milliseconds between two looks at the clock. */
    readonly sampleInt: number;
    readonly requests?: readonly Request[];
  }

  export interface Result {
    /** Seconds that the load really lasted. */
    readonly duration: number;
    readonly errors: number;
    readonly timeouts: number;
    readonly resets: number;
    /** Answers by status code. */
    readonly statusCodeStats: Readonly<Record<string, { readonly count: number }>>;
  }

  export default function autocannon(options: Options): Promise<Result>;
}
