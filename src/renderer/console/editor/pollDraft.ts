import { ref, shallowRef, type Ref, type ShallowRef } from 'vue'
import type { CommandInput, PollAnswer } from '../../../contract/hostApi.ts'
import type { HostPoll } from '../../../contract/views.ts'
import type { Settings } from '../../../domain/kinds/index.ts'
import type { Reply } from '../../../web/client.ts'
import type { Savings } from '../parts/savings.ts'
import { createRowIds, withRoom, writtenOptions, type OptionRow, type RowIds } from './optionRows.ts'

export type PollPatch = Omit<CommandInput<'updatePoll'>, 'pollId' | 'kind'>

/** A poll as it is being written here. It is ahead of the live view while somebody types or something is not stored. */
export interface PollDraft {
  readonly question: Ref<string>
  readonly rows: ShallowRef<readonly OptionRow[]>
  readonly settings: ShallowRef<Settings>
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

/** A newer patch lies on an older one; settings are merged member by member. */
function mergePatches(older: PollPatch, newer: PollPatch): PollPatch {
  const merged = { ...older, ...newer }
  return older.settings && newer.settings ? { ...merged, settings: { ...older.settings, ...newer.settings } } : merged
}

export function createPollDraft(
  poll: HostPoll,
  savings: Pick<Savings, 'open'>,
  send: (patch: PollPatch) => Promise<Reply<PollAnswer>>,
): PollDraft {
  const ids = createRowIds()
  const question = ref(poll.question)
  const rows = shallowRef(withRoom(poll.options, ids))
  const settings = shallowRef<Settings>(poll.settings)
  let latest = poll
  let entered = false

  const queue = savings.open<PollPatch, PollAnswer>(poll.id, {
    send,
    merge: mergePatches,
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
    ids,
    setQuestion(text) {
      question.value = text
      queue.edit({ question: text })
    },
    setRows(changed) {
      const before = JSON.stringify(writtenOptions(rows.value))
      rows.value = withRoom(changed, ids)
      const options = writtenOptions(rows.value)
      // Room to write in is not an edit.
      if (JSON.stringify(options) !== before) queue.edit({ options: [...options] })
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
