import type { Asked } from './reader.js';

interface PlanRow {
  readonly 'QUERY PLAN': readonly [{ readonly Plan: { readonly 'Plan Rows': number } }];
}

/** About how many rows a statement has, as the planner thinks: it is not run. */
export async function plannedRows(reader: Asked, sql: string, parameters: readonly unknown[]): Promise<number> {
  const [row] = await reader.query<PlanRow>(`explain (format json) ${sql}`, parameters);
  return row?.['QUERY PLAN'][0].Plan['Plan Rows'] ?? 0;
}
