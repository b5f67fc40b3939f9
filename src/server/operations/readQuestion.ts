import { kindOf, type PollKind, type Question } from '../../domain/kinds/index.ts'
import type { PollOption } from '../../domain/kinds/kind.ts'
import { accept, refuse, type Result } from '../../domain/refusal.ts'
import { lineUpTo, maxOptions, textLimits } from '../../domain/text.ts'
import type { Queries } from './ports.ts'

export type OptionInput =
  | string
  | {
      readonly id?: string | undefined
      readonly label: string
      /** Id of a stored picture. Left out: the option keeps the picture it has; null: it has none. */
      readonly image?: string | null | undefined
    }

/** What the host wrote; members left out stay as they are. */
export interface QuestionInput {
  readonly kind?: PollKind | undefined
  readonly question?: string | undefined
  readonly options?: readonly OptionInput[] | undefined
  readonly settings?: Readonly<Record<string, unknown>> | undefined
}

/** An empty question of a kind, before anything is written. */
export function emptyQuestion(kind: PollKind): Question {
  const { defaultSettings, fixedOptions } = kindOf(kind)
  return { kind, question: '', options: fixedOptions ?? [], settings: defaultSettings } as Question
}

/**
 * Applies what the host wrote to a question. Drafts may be incomplete (they are saved as typed); nothing may be too
 * long or of the wrong shape. Another kind starts from that kind's own settings. `pictures` is asked whether
 * a picture that the host newly names is there.
 */
export function readQuestion(
  pictures: Pick<Queries, 'picture'>,
  current: Question,
  input: QuestionInput,
): Result<Question> {
  const kind = input.kind ?? current.kind
  const base = kind === current.kind ? current : asKind(current, kind)
  const question = lineUpTo(input.question ?? base.question, textLimits.question)
  if (!question.ok) return question
  const options = readOptions(pictures, kind, base.options, input.options)
  if (!options.ok) return options
  const settings = kindOf(kind).readSettings(input.settings ?? {}, base.settings)
  if (!settings.ok) return settings
  const read = { kind, question: question.value, options: options.value, settings: settings.value } as Question
  // The right answers of a quiz go with the options that they named.
  const fitting = kindOf(kind).fit?.(read) ?? read.settings
  return accept({ ...read, settings: fitting } as Question)
}

/** The same question as another kind, with its options where both kinds have written ones. */
function asKind({ question, options, kind }: Question, wanted: PollKind): Question {
  const empty = emptyQuestion(wanted)
  const written = [kind, wanted].every((name) => kindOf(name).fixedOptions === null)
  return { ...empty, question, ...(written ? { options } : {}) }
}

function readOptions(
  pictures: Pick<Queries, 'picture'>,
  kind: PollKind,
  current: readonly PollOption[],
  input: readonly OptionInput[] | undefined,
): Result<readonly PollOption[]> {
  if (input === undefined) return accept(current)
  if (kindOf(kind).fixedOptions !== null) return refuse('optionsFixed')
  if (input.length > maxOptions) return refuse('optionsTooMany', { max: maxOptions })

  // An option keeps the id it came with, so that editing a label does not make it another option. New ones go on behind
  // the highest, so that an option deleted just now can come back by undo without meeting its own id.
  const given = input.flatMap((option) => (typeof option === 'object' && option.id !== undefined ? [option.id] : []))
  const taken = new Set([...current.map((option) => option.id), ...given])
  let last = Math.max(0, ...[...taken].map((id) => Number(/^o(\d{1,6})$/.exec(id)?.[1] ?? 0)))
  const newId = (): string => {
    while (taken.has(`o${++last}`));
    return `o${last}`
  }
  const options: PollOption[] = []
  for (const option of input) {
    const label = lineUpTo(typeof option === 'string' ? option : option.label, textLimits.optionLabel)
    if (!label.ok) return label
    const id = (typeof option === 'string' ? undefined : option.id) ?? newId()
    const before = current.find((one) => one.id === id)?.image
    const image = (typeof option === 'string' || option.image === undefined ? before : option.image) ?? null
    if (image !== null && image !== before && pictures.picture(image) === null) return refuse('pictureUnknown')
    options.push({ id, label: label.value, ...(image === null ? {} : { image }) })
  }
  return accept(options)
}
