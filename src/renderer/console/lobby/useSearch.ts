import { onUnmounted, ref, shallowRef, watch, type Ref, type ShallowRef } from 'vue'
import type { SearchHit } from '../../../contract/hostApi.ts'
import type { PollKind } from '../../../domain/kinds/index.ts'
import { problemSentence, useWords } from '../../../web/words.ts'
import { command } from '../../client.ts'

export interface Search {
  readonly query: Ref<string>
  /** Null: nothing is looked for, or the answer is not here yet. */
  readonly hits: Readonly<ShallowRef<readonly SearchHit[] | null>>
  /** Why there is no answer. */
  readonly problem: Readonly<Ref<string | null>>
  /** Looks again without waiting. */
  look(): Promise<void>
}

/** Typing is not answered letter by letter. */
const pauseMs = 150

/** Looks for what is typed, in all meetings; with `kind` for polls of it alone, and then without words for all of them. */
export function useSearch(kind: () => PollKind | null = () => null): Search {
  const { t } = useWords()
  const query = ref('')
  const hits = shallowRef<readonly SearchHit[] | null>(null)
  const problem = ref<string | null>(null)
  let timer: ReturnType<typeof setTimeout> | undefined
  /** Only the newest question's answer counts. */
  let turn = 0

  async function look(): Promise<void> {
    const mine = ++turn
    const wanted = kind()
    if (query.value.trim() === '' && wanted === null) {
      hits.value = null
      problem.value = null
      return
    }
    const reply = await command('searchMeetings', {
      query: query.value,
      ...(wanted === null ? {} : { kind: wanted }),
    })
    if (mine !== turn) return
    hits.value = reply.ok ? reply.value.hits : []
    problem.value = reply.ok ? null : problemSentence(t, reply.problem)
  }

  watch(query, (words) => {
    clearTimeout(timer)
    if (words.trim() === '') void look()
    else timer = setTimeout(() => void look(), pauseMs)
  })
  onUnmounted(() => {
    clearTimeout(timer)
    turn++
  })
  return { query, hits, problem, look }
}
