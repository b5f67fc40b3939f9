import type { TemplateSummary } from '../../contract/hostApi.ts'
import { kindOf, type Question } from '../../domain/kinds/index.ts'
import { accept, type Result } from '../../domain/refusal.ts'
import type { AgendaItem } from './agendaItems.ts'
import type { Queries, Template } from './ports.ts'
import { emptyQuestion, readQuestion } from './readQuestion.ts'

/** Version of a template's content; grows when its shape does. */
const contentVersion = 1

/** More than this cannot be chosen from. */
export const maxTemplates = 200

interface Content {
  readonly version: number
  readonly items: readonly AgendaItem[]
}

export function writeContent(items: readonly AgendaItem[]): string {
  return JSON.stringify({ version: contentVersion, items } satisfies Content)
}

/** The items of a template, by the rules of today: settings that were added since have their defaults. */
export function readContent(read: Queries, template: Template): Result<AgendaItem[]> {
  const items: AgendaItem[] = []
  for (const item of contentOf(template).items) {
    if (item.type === 'section') {
      items.push(item)
      continue
    }
    const question = readAgain(read, item.question)
    if (!question.ok) return question
    items.push({ ...item, question: question.value })
  }
  return accept(items)
}

function readAgain(read: Queries, { kind, question, options, settings }: Question): Result<Question> {
  const own = kindOf(kind).fixedOptions === null ? { options } : {}
  return readQuestion(read, emptyQuestion(kind), { question, settings: { ...settings }, ...own })
}

export function summariesOf(read: Queries): TemplateSummary[] {
  return read.templates().map((template) => ({
    id: template.id,
    name: template.name,
    pollCount: contentOf(template).items.filter((item) => item.type === 'poll').length,
    createdAtMs: template.createdAtMs,
  }))
}

function contentOf(template: Template): Content {
  return JSON.parse(template.content) as Content
}
