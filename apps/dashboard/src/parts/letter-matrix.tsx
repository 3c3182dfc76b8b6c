import type { JSX } from 'react';

import type { DeadLetterGroups } from '../api/types.js';
import { dayName } from '../model/day.js';
import { count } from '../model/format.js';
import { type LetterFilter } from '../model/letter-route.js';
import { lettersHref } from '../model/route.js';
import { numbers, WideTable } from './wide-table.js';

interface LetterMatrixProps {
  readonly groups: DeadLetterGroups;
  /** What is chosen; every cell leads to its own letters. */
  readonly filter: LetterFilter;
}

/** How many letters there are for each reason on each of the last days. */
export function LetterMatrix({ groups: { groups, days }, filter }: LetterMatrixProps): JSX.Element {
  const { status } = filter;
  const base: LetterFilter = status === undefined ? {} : { status };
  const most = Math.max(1, ...groups.flatMap((group) => group.days));
  return (
    <WideTable
      name="Dead letters by reason and day"
      className="matrix"
      columns={[
        'Reason',
        numbers('All'),
        ...days.map((day, nth) => ({
          key: day,
          head: <span className={nth % 2 === days.length % 2 ? 'every-second' : undefined}>{dayName(day)}</span>,
          isNumber: true,
        })),
      ]}
    >
      {groups.map((group) => (
        <tr key={group.code}>
          <th scope="row">
            <a
              href={lettersHref({ ...base, code: group.code })}
              aria-current={filter.code === group.code && filter.day === undefined ? 'true' : undefined}
            >
              {group.code}
            </a>
          </th>
          <td className="number">{count(group.total)}</td>
          {group.days.map((number, nth) => (
            <td key={days[nth]} className={`number heat-${heatOf(number, most)}`}>
              {number === 0 ? (
                <span className="muted">·</span>
              ) : (
                <a
                  href={lettersHref({ ...base, code: group.code, day: days[nth] ?? '' })}
                  aria-label={`${number} on ${dayName(days[nth] ?? '')}: ${group.code}`}
                  aria-current={filter.code === group.code && filter.day === days[nth] ? 'true' : undefined}
                >
                  {count(number)}
                </a>
              )}
            </td>
          ))}
        </tr>
      ))}
    </WideTable>
  );
}

/** 0 to 4; what is few stays to be told from what is many, though both are there. */
const heatOf = (number: number, most: number): number =>
  number === 0 ? 0 : 1 + Math.round((3 * Math.log(number)) / Math.max(Math.log(most), Math.LN2));
