import { noVerdict } from '../outcome/outcome.ts'
import { accept, refuse, type Result } from '../refusal.ts'
import { describeEntries, entriesForRoom, fold, gatherEntries, type Entry, maxPostLength } from './entries.ts'
import { firstRepeated, readEntryText } from './entryText.ts'
import type { CommonSettings, CommonTally, Kind } from './kind.ts'
import { asRecord, commonDefaults, hasOnly, isWhole, readCommonSettings } from './settings.ts'
import { totals } from './totals.ts'

/** Most questions that a host may allow each attendee. */
export const maxPosts = 10
/** Most questions that one attendee may support. */
export const maxUpvotes = 500
const entryIdPattern = /^e[0-9a-z]{2,24}$/

export interface QuestionsSettings extends CommonSettings {
  /** Most questions that one attendee may ask. */
  readonly maxPosts: number
  readonly moderated: boolean
  /** Order on the screens. */
  readonly sort: 'votes' | 'time'
}

export interface Post {
  readonly text: string
  /** Never shown with a name. */
  readonly anonymous: boolean
  /** Added by the server: when it was first posted, milliseconds since 1970, and by whom in a roll call. */
  readonly atMs?: number
  readonly name?: string
}

/** All that one attendee asks and supports; a new answer replaces the whole of it. */
export interface QuestionsAnswer {
  readonly posts: readonly Post[]
  /** Ids of entries. */
  readonly upvotes: readonly string[]
}

export interface PostEntry extends Entry {
  /** When it was first asked; null where unknown. `count` is of heads that asked or support it. */
  readonly atMs: number | null
}

export interface QuestionsTally extends CommonTally {
  /** In the order of the settings: by votes then age, or newest first; answered ones at the end. */
  readonly entries: readonly PostEntry[]
  readonly more: number
}

/**
 * What attendees want to ask: everybody posts questions and supports those of others. A ballot is all that one attendee
 * asks and supports at the moment, so changing it is what the kind is about and cannot be forbidden.
 */
export const questions: Kind<'questions', QuestionsSettings, QuestionsAnswer, QuestionsTally> = {
  name: 'questions',
  defaultSettings: {
    ...commonDefaults,
    liveResults: true,
    maxPosts: 5,
    moderated: false,
    sort: 'votes',
  },
  fixedOptions: [],
  minOptions: 0,
  mayShowLive: true,

  readSettings(change, current) {
    const read = readCommonSettings(change, current, ['maxPosts', 'moderated', 'sort'])
    if (!read.ok) return read
    const { common, own } = read.value
    const { maxPosts: most = current.maxPosts, moderated = current.moderated } = own
    const { sort = current.sort } = own
    if (!common.allowChange || !isWhole(most, 1, maxPosts)) return refuse('settingsMalformed')
    if (typeof moderated !== 'boolean') return refuse('settingsMalformed')
    if (sort !== 'votes' && sort !== 'time') return refuse('settingsMalformed')
    return accept({ ...common, maxPosts: most, moderated, sort })
  },

  checkComplete: () => accept(null),

  readAnswer(raw, { settings }) {
    const record = asRecord(raw)
    if (record === null || !hasOnly(record, ['posts', 'upvotes'])) return refuse('answerMalformed')
    const posts = readPosts(record['posts'], settings.maxPosts)
    if (!posts.ok) return posts
    const upvotes = readUpvotes(record['upvotes'])
    // Neither posts nor upvotes is an answer too: somebody has taken everything back.
    return upvotes.ok ? accept({ posts: posts.value, upvotes: upvotes.value }) : upvotes
  },

  // Everybody may ask one without their name, and support is never shown with one.
  placesNames: true,
  stamp(answer, { settings }, { previous, nowMs, name }) {
    const called = settings.privacy === 'named' ? name : null
    const asked = new Map(previous?.posts.map((post) => [fold(post.text), post.atMs]))
    const posts = answer.posts.map(({ text, anonymous }) => {
      const atMs = asked.get(fold(text)) ?? nowMs
      return called !== null && !anonymous ? { text, anonymous, atMs, name: called } : { text, anonymous, atMs }
    })
    return { posts, upvotes: answer.upvotes }
  },

  tally({ settings }, ballots, given) {
    const counted = [...ballots]
    const written = counted.map(({ answer, weight }) => ({
      weight,
      texts: answer.posts.map(({ anonymous, name, ...post }) =>
        anonymous || name === undefined ? post : { ...post, name },
      ),
      supports: answer.upvotes,
    }))
    const entries = gatherEntries(written, settings.moderated, given.entries).map(({ folded: _, ...entry }) => entry)
    return { ...totals(counted), entries: entries.sort(inOrder(settings.sort)), more: 0 }
  },

  outcome: () => noVerdict,
  describe: (_question, tally) => describeEntries(tally),
  forRoom: (tally, limit, namesShown) => ({ ...tally, ...entriesForRoom(tally.entries, limit, namesShown) }),
}

/** A post is a text, or `{text, anonymous?}`. */
function readPosts(raw: unknown, max: number): Result<Post[]> {
  if (!Array.isArray(raw)) return refuse('answerMalformed')
  if (raw.length > max) return refuse('tooManyPosts', { max })
  const posts: Post[] = []
  for (const given of raw as unknown[]) {
    const record = typeof given === 'string' ? { text: given } : asRecord(given)
    if (record === null || !hasOnly(record, ['text', 'anonymous'])) return refuse('answerMalformed')
    const { text, anonymous = false } = record as { text?: unknown; anonymous?: unknown }
    if (typeof text !== 'string' || typeof anonymous !== 'boolean') return refuse('answerMalformed')
    const line = readEntryText(text, maxPostLength)
    if (!line.ok) return line
    posts.push({ text: line.value, anonymous })
  }
  return firstRepeated(posts.map((post) => post.text)) === null ? accept(posts) : refuse('postRepeated')
}

/** Sorted, so that the same support is stored as the same bytes whatever order it was tapped in. */
function readUpvotes(raw: unknown): Result<string[]> {
  if (!Array.isArray(raw)) return refuse('answerMalformed')
  if (raw.length > maxUpvotes) return refuse('tooManyOptions', { max: maxUpvotes })
  const ids = (raw as unknown[]).filter((id): id is string => typeof id === 'string' && entryIdPattern.test(id))
  if (ids.length < raw.length) return refuse('answerMalformed')
  return new Set(ids).size < ids.length ? refuse('optionRepeated') : accept(ids.sort())
}

/**
 * By votes, then the older first; or the newest first. What was answered stands at the end. Entries that are equal here
 * keep the order they come in: by votes, then by folded text.
 */
function inOrder(sort: QuestionsSettings['sort']): (a: PostEntry, b: PostEntry) => number {
  const answered = (entry: PostEntry): number => (entry.state === 'answered' ? 1 : 0)
  // An unknown time stands behind every known one, in either order.
  const age = (a: PostEntry, b: PostEntry): number =>
    a.atMs === null || b.atMs === null ? Number(a.atMs === null) - Number(b.atMs === null) : a.atMs - b.atMs
  const newest = (a: PostEntry, b: PostEntry): number => (a.atMs === null || b.atMs === null ? age(a, b) : age(b, a))
  return (a, b) => answered(a) - answered(b) || (sort === 'votes' ? b.count - a.count || age(a, b) : newest(a, b))
}
