import type { JSX, ReactNode } from 'react';

/** The head of a column: its name, or what stands in its place. */
export type Column = string | { readonly key: string; readonly head: ReactNode; readonly isNumber?: boolean };

interface WideTableProps {
  /** For whoever does not see it. */
  readonly name: string;
  readonly className?: string;
  readonly columns: readonly Column[];
  /** The rows. */
  readonly children: ReactNode;
}

/** A table that may be wider than its place, and is scrolled there, by the keyboard too. */
export function WideTable({ name, className, columns, children }: WideTableProps): JSX.Element {
  return (
    <div className="table-scroll" tabIndex={0} role="region" aria-label={name}>
      <table className={className}>
        <thead>
          <tr>{columns.map(headOf)}</tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </div>
  );
}

/** The head of a column of numbers. */
export const numbers = (name: string): Column => ({ key: name, head: name, isNumber: true });

function headOf(column: Column): JSX.Element {
  const { key, head, isNumber = false } = typeof column === 'string' ? { key: column, head: column } : column;
  return (
    <th key={key} scope="col" className={isNumber ? 'number' : undefined}>
      {head}
    </th>
  );
}
