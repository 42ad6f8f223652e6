import { Inline } from './inline';

type TableProps = { caption: string; head: readonly string[]; rows: readonly (readonly string[])[] };

/** Rows become stacks under 640 px, where each cell says what it is. The roles stay said: a table that is laid out otherwise loses its own. */
export function Table({ caption, head, rows }: TableProps) {
  return (
    // biome-ignore-start lint/a11y/noRedundantRoles: see above
    <table role="table" className="w-full border-t border-line text-left text-14 max-sm:block">
      <caption className="sr-only">
        <Inline text={caption} />
      </caption>
      <thead role="rowgroup" className="max-sm:sr-only">
        <tr role="row" className="border-b border-line">
          {head.map((name) => (
            <th
              key={name}
              role="columnheader"
              scope="col"
              className="py-1.5 pr-4 text-12 font-normal text-ink-3 last:pr-0"
            >
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody role="rowgroup" className="max-sm:block">
        {rows.map((row) => (
          <tr role="row" key={row[0]} className="border-b border-line align-top max-sm:block max-sm:py-2.5">
            {row.map((cell, column) => (
              <td
                key={head[column]}
                role="cell"
                data-label={head[column]}
                className="py-2.5 pr-4 text-ink-2 first:text-ink last:pr-0 sm:first:[&_code]:whitespace-nowrap max-sm:block max-sm:py-0.5 max-sm:pr-0 max-sm:[&:nth-child(n+3)]:before:mr-2 max-sm:[&:nth-child(n+3)]:before:text-12 max-sm:[&:nth-child(n+3)]:before:text-ink-3 max-sm:[&:nth-child(n+3)]:before:content-[attr(data-label)]"
              >
                <Inline text={cell} />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
    // biome-ignore-end lint/a11y/noRedundantRoles: see above
  );
}
