import { kindOf, type Question } from '../../domain/kinds/index.ts'
import type { common } from './en.ts'
import type { NameOfOption } from './verdict.ts'

/** How the options of a question are called: fixed ones in the reader's language, the others as the host wrote them. */
export function optionNames(words: typeof common, { kind, options }: Pick<Question, 'kind' | 'options'>): NameOfOption {
  const fixed: Readonly<Record<string, string>> = { yes: words.yes, no: words.no, abstain: words.abstain }
  const own = new Map(options.map(({ id, label }) => [id, label]))
  return (id) => (kindOf(kind).fixedOptions === null ? own.get(id) : fixed[id]) ?? id
}
