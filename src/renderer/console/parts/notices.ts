import { reactive, readonly } from 'vue'

/** A short message at the edge of the page; with `undo`, a way back for as long as it is there. */
export interface Notice {
  readonly id: number
  readonly text: string
  readonly look: 'done' | 'problem'
  readonly undo: (() => void) | null
}

/** How long a notice stays, and with it the chance to undo. */
export const noticeMs = 10_000

/** More would cover the page. */
const mostNotices = 3

let lastId = 0
const list = reactive<Notice[]>([])

/** Shared by all pages of the console, so that an undo survives a change of page. */
export const notices = {
  list: readonly(list) as readonly Notice[],
  done(text: string, undo: (() => void) | null = null): void {
    add({ id: ++lastId, text, look: 'done', undo })
  },
  problem(text: string): void {
    // The same problem again (a key held, a retry) is not news.
    const same = list.find((notice) => notice.look === 'problem' && notice.text === text)
    if (same !== undefined) notices.remove(same.id)
    add({ id: ++lastId, text, look: 'problem', undo: null })
  },
  remove(id: number): void {
    const index = list.findIndex((notice) => notice.id === id)
    if (index !== -1) list.splice(index, 1)
  },
}

function add(notice: Notice): void {
  list.push(notice)
  if (list.length > mostNotices) list.shift()
}
