import { ref, shallowRef, type Ref, type ShallowRef } from 'vue'
import type { CommandInput, PollAnswer } from '../../../contract/hostApi.ts'
import type { Problem } from '../../../contract/problems.ts'
import type { HostPoll } from '../../../contract/views.ts'
import type { Settings } from '../../../domain/kinds/index.ts'
import type { Reply } from '../../../web/client.ts'
import type { Savings } from '../parts/savings.ts'
import { createNotesDraft, type NotesDraft } from './notesDraft.ts'
import { createRowIds, withRoom, writtenOptions, writtenRows, type OptionRow, type RowIds } from './optionRows.ts'
import { fieldsAtFault, type Field } from './refusedFields.ts'

export type PollPatch = Omit<CommandInput<'updatePoll'>, 'pollId' | 'kind'>

/** What the rules said no to, and where it stands. */
export interface RefusedEdit {
  readonly fields: readonly Field[]
  readonly problem: Problem | null
}

/** A poll as it is being written here. It is ahead of the live view while somebody types or something is not stored. */
export interface PollDraft {
  readonly question: Ref<string>
  readonly rows: ShallowRef<readonly OptionRow[]>
  readonly settings: ShallowRef<Settings>
  /** Null while everything typed is stored or on its way. */
  readonly refused: Readonly<ShallowRef<RefusedEdit | null>>
  /** Saved by themselves: they can be written at any time, also while people vote. */
  readonly notes: NotesDraft
  readonly ids: RowIds
  setQuestion(text: string): void
  setRows(rows: readonly OptionRow[]): void
  setSettings(change: Readonly<Record<string, unknown>>): void
  /** What the live view says. Taken over unless that would overwrite what somebody is writing. */
  take(poll: HostPoll): void
  /** Somebody has the cursor in it. */
  enter(): void
  /** Nobody has any more: stores at once, then follows the live view again. */
  leave(): Promise<void>
  flush(): Promise<boolean>
}

/** The two ways of a draft to the store. */
export interface PollDraftSends {
  readonly poll: (patch: PollPatch) => Promise<Reply<PollAnswer>>
  readonly notes: (notes: string) => Promise<Reply<PollAnswer>>
}

/** A newer patch lies on an older one; settings are merged member by member. */
function mergePatches(older: PollPatch, newer: PollPatch): PollPatch {
  const merged = { ...older, ...newer }
  return older.settings && newer.settings ? { ...merged, settings: { ...older.settings, ...newer.settings } } : merged
}

/** Options as a patch carries them: without a word about the picture it stays, so a picture taken away is said. */
function patchedOptions(rows: readonly OptionRow[]): NonNullable<PollPatch['options']> {
  return writtenRows(rows).map(({ id, label, image }) => ({ id, label, ...(image === undefined ? {} : { image }) }))
}

export function createPollDraft(poll: HostPoll, savings: Pick<Savings, 'open'>, sends: PollDraftSends): PollDraft {
  const ids = createRowIds()
  const question = ref(poll.question)
  const rows = shallowRef(withRoom(poll.options, ids))
  const settings = shallowRef<Settings>(poll.settings)
  const refused = shallowRef<RefusedEdit | null>(null)
  let latest = poll
  let entered = false
  let lastSent: PollPatch = {}

  const queue = savings.open<PollPatch, PollAnswer>(poll.id, {
    send(patch) {
      lastSent = patch
      return sends.poll(patch)
    },
    merge: mergePatches,
    onState(state, problem) {
      refused.value = state === 'refused' ? { fields: fieldsAtFault(latest, lastSent), problem } : null
    },
    onSaved(answer) {
      latest = answer.poll
      settle()
    },
  })

  /** Shows what is stored, but never over somebody's hands. */
  function settle(): void {
    if (entered || queue.dirty()) return
    question.value = latest.question
    if (JSON.stringify(writtenOptions(rows.value)) !== JSON.stringify(latest.options)) {
      rows.value = withRoom(latest.options, ids)
    }
    settings.value = latest.settings
  }

  return {
    question,
    rows,
    settings,
    refused,
    notes: createNotesDraft(poll, savings, sends.notes),
    ids,
    setQuestion(text) {
      question.value = text
      queue.edit({ question: text })
    },
    setRows(changed) {
      const before = JSON.stringify(writtenOptions(rows.value))
      rows.value = withRoom(changed, ids)
      // Room to write in is not an edit.
      if (JSON.stringify(writtenOptions(rows.value)) !== before) queue.edit({ options: patchedOptions(rows.value) })
    },
    setSettings(change) {
      settings.value = { ...settings.value, ...change }
      queue.edit({ settings: change })
    },
    take(seen) {
      latest = seen
      settle()
    },
    enter() {
      entered = true
    },
    async leave() {
      entered = false
      await queue.flush()
      settle()
    },
    flush: () => queue.flush(),
  }
}

export interface PollDrafts {
  of(poll: HostPoll): PollDraft
}

/** The drafts of a page, kept while it is open so that going to another poll loses nothing that is not stored yet. */
export function createPollDrafts(make: (poll: HostPoll) => PollDraft): PollDrafts {
  const drafts = new Map<string, PollDraft>()
  return {
    of(poll: HostPoll): PollDraft {
      const draft = drafts.get(poll.id) ?? make(poll)
      drafts.set(poll.id, draft)
      return draft
    },
  }
}
