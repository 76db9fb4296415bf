import { exact } from '../../words/times.ts';
import { Quantity } from '../ui/Quantity.tsx';
import { ScrollRegion } from '../ui/ScrollRegion.tsx';
import type { Group, Line } from './groups.ts';
import styles from './LineChart.module.css';
import { tableRows } from './points.ts';

const MOST_ROWS = 48;

/** What a chart draws, for those who read rather than see; averages where there are many points. */
export function ChartTable({ group, lines, times }: { group: Group; lines: Line[]; times: number[] }) {
  const values = lines.map((line) => line.values);
  const rows = tableRows(times, values, MOST_ROWS).reverse();
  return (
    <ScrollRegion class={styles.table} label={`${group.title} as a table`}>
      <table class="table">
        <thead>
          <tr>
            <th scope="col">From</th>
            {lines.map((line) => (
              <th scope="col" class="number" key={line.name}>
                {line.name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.at}>
              <th scope="row">{exact(row.at)}</th>
              {row.values.map((value, index) => (
                <td class="number" key={lines[index]?.name}>
                  <Quantity figure={group.figure(value)} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}
