import { onMounted, onUnmounted, reactive } from 'vue'
import { problemSentence, useWords } from '../../../web/words.ts'
import { storePicture } from '../../client.ts'
import type { PollDraft } from './pollDraft.ts'
import { withImage } from './optionRows.ts'
import { preparePicture } from './preparePicture.ts'

/** How the picture of an option stands on its way to the store. */
export type PictureSign = { readonly coming: true } | { readonly coming: false; readonly problem: string }

export interface OptionPictures {
  of(rowId: string): PictureSign | null
  add(rowId: string, file: Blob): Promise<void>
  remove(rowId: string): void
}

/** Pictures of options: made small, stored, and named by their option. */
export function useOptionPictures(draft: () => PollDraft): OptionPictures {
  const { t } = useWords()
  const signs = reactive(new Map<string, PictureSign>())
  /** Only the newest picture of a row may arrive. */
  const newest = new Map<string, Blob>()

  onMounted(() => {
    for (const name of ['dragover', 'drop'] as const) window.addEventListener(name, ignoreFiles)
  })
  onUnmounted(() => {
    for (const name of ['dragover', 'drop'] as const) window.removeEventListener(name, ignoreFiles)
  })

  return {
    of: (rowId) => signs.get(rowId) ?? null,
    async add(rowId, file) {
      const { rows, setRows } = draft()
      newest.set(rowId, file)
      signs.set(rowId, { coming: true })
      const prepared = await preparePicture(file)
      const problem = prepared.ok ? null : t(`problems.${prepared.code}`, prepared.params)
      const reply = prepared.ok ? await storePicture(prepared.value) : null
      if (newest.get(rowId) !== file) return
      if (reply?.ok === true) {
        signs.delete(rowId)
        setRows(withImage(rows.value, rowId, reply.value.id))
      } else {
        signs.set(rowId, { coming: false, problem: problem ?? problemSentence(t, reply?.problem ?? null) })
      }
    },
    remove(rowId) {
      newest.delete(rowId)
      signs.delete(rowId)
      const { rows, setRows } = draft()
      setRows(withImage(rows.value, rowId, null))
    },
  }
}

/** The picture among files that were dropped or pasted; whatever is no picture is refused with its sentence later. */
export function pictureAmong(files: FileList | null | undefined): File | null {
  const all = [...(files ?? [])]
  return all.find((file) => file.type.startsWith('image/')) ?? all[0] ?? null
}

/** A picture that misses its option would otherwise take the place of the page. */
function ignoreFiles(event: DragEvent): void {
  if (event.defaultPrevented || !carriesFiles(event)) return
  event.preventDefault()
  if (event.dataTransfer !== null) event.dataTransfer.dropEffect = 'none'
}

/** Does a drag carry files? */
export function carriesFiles(event: DragEvent): boolean {
  return event.dataTransfer?.types.includes('Files') === true
}
