import type { ReactElement } from 'react'
import { Link } from '@/app/router'
import { useHolders } from '@/app/use-holders'
import type { NamedLaptop } from '@/core/workspace-types'
import { laptopWords } from '@/messages/laptops'
import { whoGets as words } from '@/messages/lost'

/** Who gets the key that is about to be made, and who does not and why. `without`: record ids of the laptops that this key closes. */
export function WhoGets({ without }: { readonly without: readonly string[] }): ReactElement | null {
  const [holders] = useHolders()
  if (holders === undefined) return null
  const known = [...holders.getting, ...holders.lacking, ...holders.marked]
  const staying = (all: readonly NamedLaptop[]): readonly NamedLaptop[] =>
    all.filter((each) => !without.includes(each.id))
  const [here, ...others] = staying(holders.getting)
  const kinds: readonly (readonly [string, readonly NamedLaptop[]])[] = [
    [words.closing, known.filter((each) => without.includes(each.id))],
    [words.closed, holders.closed],
    [words.marked, staying(holders.marked)],
    [words.lacking, staying(holders.lacking)],
  ]
  const out = kinds.filter(([, laptops]) => laptops.length > 0)
  return (
    <div className="lost-who">
      <h3>{words.gets}</h3>
      <ul>
        {here !== undefined && <li>{words.thisOne(laptopWords(here))}</li>}
        {others.map((each) => (
          <li key={each.id}>{laptopWords(each)}</li>
        ))}
      </ul>
      {out.length > 0 && <h3>{words.getsNot}</h3>}
      {out.length > 0 && (
        <ul>
          {out.flatMap(([why, laptops]) =>
            laptops.map((each) => (
              <li key={each.id}>
                {laptopWords(each)}: {why}
              </li>
            )),
          )}
        </ul>
      )}
      {staying([...holders.marked, ...holders.lacking]).length > 0 && (
        <p>
          {words.oursFirst} <Link to="/laptops">{words.oursLink}</Link>.
        </p>
      )}
    </div>
  )
}
