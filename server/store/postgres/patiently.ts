import type { PoolClient, QueryConfig } from "pg";

/** Longer than any night; the connection's own clock would end a long statement too early. */
const NIGHT_MS = 2_147_483_647;

/** Runs a statement that may take as long as it needs, on a connection whose own patience has been set aside. */
export async function patiently<Row extends object>(
  client: PoolClient,
  text: string,
  values: unknown[] = [],
): Promise<readonly Row[]> {
  const query: QueryConfig & { readonly query_timeout: number } = { text, values, query_timeout: NIGHT_MS };
  return (await client.query<Row>(query)).rows;
}
