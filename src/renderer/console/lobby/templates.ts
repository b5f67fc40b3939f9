import * as en from '../../../contract/languages/en.ts'
import type { Language } from '../../../contract/languages/index.ts'
import * as zh from '../../../contract/languages/zh-CN.ts'
import { templateItems, type TemplateName } from '../../../contract/templates.ts'
import type { PollKind } from '../../../domain/kinds/index.ts'
import type { Problem } from '../../../contract/problems.ts'
import { command } from '../../client.ts'

const words = { en: en.templates, 'zh-CN': zh.templates } as const

/** The kind whose picture stands for a template. */
export const templateSigns: Readonly<Record<TemplateName, PollKind>> = {
  yesNo: 'motion',
  agreeScale: 'rating',
  meetingFeedback: 'words',
  boardElection: 'choice',
  quizRound: 'quiz',
  retrospective: 'questions',
  budgetSplit: 'points',
}

/** The first a new host is offered. */
export const firstTemplates: readonly TemplateName[] = ['yesNo', 'meetingFeedback', 'quizRound']

/** Adds a built-in agenda to a meeting, in the words of `language`. Answers whether all of it could be added. */
export async function addTemplate(
  meetingId: string,
  name: TemplateName,
  language: Language,
): Promise<{ readonly ok: true } | { readonly ok: false; readonly problem: Problem | null }> {
  for (const item of templateItems(name, words[language])) {
    const reply =
      item.type === 'section'
        ? await command('createSection', { meetingId, title: item.title })
        : await command('createPoll', {
            meetingId,
            kind: item.kind,
            question: item.question,
            settings: { ...item.settings },
            ...(item.options.length === 0 ? {} : { options: [...item.options] }),
          })
    if (!reply.ok) return reply
  }
  return { ok: true }
}
