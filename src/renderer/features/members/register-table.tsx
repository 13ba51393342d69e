import { Checkbox, Table, Tooltip } from '@mantine/core'
import { IconArrowDown, IconArrowsSort, IconArrowsSplit2, IconArrowUp } from '@tabler/icons-react'
import {
  type Cell,
  columnVisibilityFeature,
  createColumnHelper,
  FlexRender,
  rowSortingFeature,
  tableFeatures,
  useTable,
} from '@tanstack/react-table'
import type { KeyboardEvent, ReactElement } from 'react'
import { memo, useCallback, useDeferredValue, useMemo, useRef } from 'react'
import { Link } from '@/app/router'
import type { MemberList, MemberRow, MemberSort } from '@/core/model/queries/members'
import { columnNames, register } from '@/messages/members'
import { registerColumns } from './columns'
import type { RegisterView } from './register-view'
import { useColumns } from './use-columns'

/** What a large screen shows of the register before anybody scrolls. */
const FIRST_ROWS = 16

const features = tableFeatures({ columnVisibilityFeature, rowSortingFeature })
const helper = createColumnHelper<typeof features, MemberRow>()
/** The column that a sort belongs to: they have the same names, but for the name itself. */
const sorts = new Map<string, MemberSort>([
  ['name', 'name'],
  ...registerColumns.flatMap((column) => (column.sort === undefined ? [] : [[column.id, column.sort] as const])),
])

const columns = helper.columns([
  helper.display({
    id: 'name',
    header: columnNames.name,
    enableHiding: false,
    enableSorting: true,
    sortDescFirst: false,
    cell: ({ row }) => <NameCell row={row.original} />,
  }),
  ...registerColumns.map((column) =>
    helper.display({
      id: column.id,
      header: columnNames[column.id],
      enableSorting: column.sort !== undefined,
      cell: ({ row }) => column.cell(row.original),
    }),
  ),
])

function NameCell({ row }: { readonly row: MemberRow }): ReactElement {
  return (
    <>
      <Link to={`/members/${encodeURIComponent(row.id)}`} className="register-name">
        {row.listName}
      </Link>
      {row.clash && (
        <Tooltip label={register.twoValues}>
          <IconArrowsSplit2 className="register-clash" size="1.1rem" role="img" aria-label={register.twoValues} />
        </Tooltip>
      )}
      <span className="register-under">
        {[row.postcode, row.phone, row.email].filter(Boolean).slice(0, 2).join(' · ')}
      </span>
    </>
  )
}

interface RowCellsProps {
  readonly member: MemberRow
  readonly cells: readonly Cell<typeof features, MemberRow>[]
  /** Which columns there are: the cells are made anew with each drawing, and mean the same while this does. */
  readonly visible: Readonly<Record<string, boolean>>
}

/** What a row says. Ticking it, or typing a search, does not draw it again. */
const RowCells = memo(
  function RowCells({ cells }: RowCellsProps): ReactElement {
    return (
      <>
        {cells.map((cell) => (
          <Table.Td key={cell.id} className={`register-col-${cell.column.id}`}>
            <FlexRender cell={cell} />
          </Table.Td>
        ))}
      </>
    )
  },
  (before, now) => before.member === now.member && before.visible === now.visible,
)

interface RegisterRowProps extends RowCellsProps {
  readonly index: number
  readonly chosen: boolean
  readonly onSet: (ids: readonly string[], on: boolean) => void
}

/** One member. */
const RegisterRow = memo(
  function RegisterRow({ index, chosen, onSet, ...row }: RegisterRowProps): ReactElement {
    return (
      <Table.Tr aria-rowindex={index} data-chosen={chosen || undefined}>
        <Table.Td className="register-tick">
          <Checkbox
            aria-label={register.choose(row.member.name)}
            checked={chosen}
            onChange={(event) => onSet([row.member.id], event.currentTarget.checked)}
          />
        </Table.Td>
        <RowCells {...row} />
      </Table.Tr>
    )
  },
  (before, now) =>
    before.member === now.member &&
    before.visible === now.visible &&
    before.index === now.index &&
    before.chosen === now.chosen &&
    before.onSet === now.onSet,
)

interface RegisterTableProps {
  readonly list: MemberList
  readonly view: RegisterView
  readonly chosen: ReadonlySet<string>
  readonly onChoose: (chosen: ReadonlySet<string>) => void
  readonly onChange: (change: Partial<RegisterView>) => void
}

/** The register as a real table. The core sorts and pages; arrow keys go up and down the names. */
export function RegisterTable({ list, view, chosen, onChoose, onChange }: RegisterTableProps): ReactElement {
  // Another column is another cell in every row: drawn in slices, while the list of columns answers at once.
  const shown = useDeferredValue(useColumns()[0])
  // A search puts the best match first until a heading is pressed.
  const { by: sortedBy, dir } =
    view.order ??
    (view.text.trim() === '' ? { by: 'name' as const, dir: 'asc' as const } : { by: undefined, dir: 'asc' as const })
  const visible = useMemo(
    () =>
      Object.fromEntries(
        registerColumns.map(({ id }) => [id, shown.includes(id) && (id !== 'leftOn' || view.status !== 'current')]),
      ),
    [shown, view.status],
  )
  const state = useMemo(
    () => ({
      columnVisibility: visible,
      sorting:
        sortedBy === undefined
          ? []
          : [{ id: [...sorts].find(([, by]) => by === sortedBy)?.[0] ?? 'name', desc: dir === 'desc' }],
    }),
    [visible, sortedBy, dir],
  )
  const table = useTable({
    features,
    columns,
    data: list.rows as MemberRow[],
    state,
    manualSorting: true,
    getRowId: (row) => row.id,
  })
  // The rows that fit on a screen first, the others after them: all at once hold the screen longer than a person should notice.
  const isWhole = useDeferredValue(true, false)
  const { rows } = table.getRowModel()
  const drawn = isWhole ? rows : rows.slice(0, FIRST_ROWS)
  const chosenHere = list.rows.filter((row) => chosen.has(row.id)).length
  const latest = useRef(chosen)
  latest.current = chosen
  const set = useCallback(
    (ids: readonly string[], on: boolean): void => {
      const next = new Set(latest.current)
      for (const id of ids) {
        if (on) next.add(id)
        else next.delete(id)
      }
      latest.current = next
      onChoose(next)
    },
    [onChoose],
  )
  const sortBy = (by: MemberSort): void =>
    onChange({ order: { by, dir: sortedBy === by && dir === 'asc' ? 'desc' : 'asc' } })

  return (
    <div className="register-frame">
      <Table
        className="register"
        highlightOnHover
        aria-label={register.table}
        aria-rowcount={list.total}
        onKeyDown={moveByArrows}
      >
        <Table.Thead>
          {table.getHeaderGroups().map((group) => (
            <Table.Tr key={group.id}>
              <Table.Th className="register-tick">
                <Checkbox
                  aria-label={register.choosePage}
                  checked={chosenHere > 0 && chosenHere === list.rows.length}
                  indeterminate={chosenHere > 0 && chosenHere < list.rows.length}
                  onChange={(event) =>
                    set(
                      list.rows.map((row) => row.id),
                      event.currentTarget.checked,
                    )
                  }
                />
              </Table.Th>
              {group.headers.map(({ column }) => {
                const by = sorts.get(column.id)
                const sorted = column.getIsSorted()
                const label = columnNames[column.id as keyof typeof columnNames]
                return (
                  <Table.Th
                    key={column.id}
                    className={`register-col-${column.id}`}
                    {...(by === undefined
                      ? {}
                      : { 'aria-sort': sorted === false ? 'none' : sorted === 'asc' ? 'ascending' : 'descending' })}
                  >
                    {by === undefined ? (
                      label
                    ) : (
                      <button
                        type="button"
                        className="sort-button"
                        title={register.sortBy(label, sorted === false ? null : sorted)}
                        onClick={() => sortBy(by)}
                      >
                        {label}
                        {sorted === false ? (
                          <IconArrowsSort className="sort-idle" size="0.95rem" aria-hidden="true" />
                        ) : sorted === 'asc' ? (
                          <IconArrowUp size="0.95rem" aria-hidden="true" />
                        ) : (
                          <IconArrowDown size="0.95rem" aria-hidden="true" />
                        )}
                      </button>
                    )}
                  </Table.Th>
                )
              })}
            </Table.Tr>
          ))}
        </Table.Thead>
        <Table.Tbody>
          {drawn.map((row, index) => (
            <RegisterRow
              key={row.id}
              member={row.original}
              cells={row.getVisibleCells()}
              visible={visible}
              index={list.offset + index + 2}
              chosen={chosen.has(row.id)}
              onSet={set}
            />
          ))}
        </Table.Tbody>
      </Table>
    </div>
  )
}

/** Up and down go from name to name, or from tick to tick; Home and End to the first and the last. */
function moveByArrows(event: KeyboardEvent<HTMLTableElement>): void {
  const target = event.target
  if (!(target instanceof HTMLElement) || !['ArrowUp', 'ArrowDown', 'Home', 'End'].includes(event.key)) return
  const kind = target.matches('.register-name')
    ? '.register-name'
    : target.matches('tbody input[type=checkbox]')
      ? 'tbody input[type=checkbox]'
      : undefined
  if (kind === undefined) return
  const all = [...event.currentTarget.querySelectorAll<HTMLElement>(kind)]
  const at = all.indexOf(target)
  const to = event.key === 'Home' ? 0 : event.key === 'End' ? all.length - 1 : at + (event.key === 'ArrowDown' ? 1 : -1)
  const next = all[to]
  if (next === undefined) return
  event.preventDefault()
  next.focus()
}
