import { ref, type Ref } from 'vue'
import type { PollAnswer } from '../../../contract/hostApi.ts'
import type { HostPoll } from '../../../contract/views.ts'
import type { Reply } from '../../../web/client.ts'
import type { Savings } from '../parts/savings.ts'

/** The host's notes on a poll while they are written. */
export interface NotesDraft {
  readonly text: Ref<string>
  write(text: string): void
  /** What the live view says. Taken over unless that would overwrite what somebody is writing. */
  take(poll: Pick<HostPoll, 'notes'>): void
  /** Somebody has the cursor in it. */
  enter(): void
  leave(): Promise<void>
}

export function createNotesDraft(
  poll: Pick<HostPoll, 'id' | 'notes'>,
  savings: Pick<Savings, 'open'>,
  send: (notes: string) => Promise<Reply<PollAnswer>>,
): NotesDraft {
  const text = ref(poll.notes)
  let latest = poll.notes
  let entered = false

  const queue = savings.open<{ notes: string }, PollAnswer>(`notes.${poll.id}`, {
    send: ({ notes }) => send(notes),
    merge: (_, newer) => newer,
    onSaved(answer) {
      latest = answer.poll.notes
      settle()
    },
  })

  function settle(): void {
    if (!entered && !queue.dirty()) text.value = latest
  }

  return {
    text,
    write(notes) {
      text.value = notes
      queue.edit({ notes })
    },
    take(seen) {
      latest = seen.notes
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
  }
}
