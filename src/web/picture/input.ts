import type { Language } from '../../contract/languages/index.ts'
import type { PollResult } from '../../contract/views.ts'
import type { Question, TallyOf, PollKind } from '../../domain/kinds/index.ts'
import type { Outcome } from '../../domain/outcome/outcome.ts'
import type { Say } from '../words.ts'
import type { Colours, Theme } from './colours.ts'

/** All that a picture of a result shows. */
export interface PictureInput {
  /** As it was asked. */
  readonly question: Question
  readonly result: PollResult
  /** Do people still vote? Then nothing is decided yet, and nobody has won. */
  readonly open?: boolean
  /** Does the room see names, where the poll asks for them? */
  readonly namesShown: boolean
  readonly meetingTitle: string
  /** What stands at the foot beside the title: the date, and the round where there were several. */
  readonly when: string
  readonly say: Say
  readonly language: Language
  readonly theme: Theme
  /** In pixels. The height is the least: what has no room at readable size makes the picture higher. */
  readonly size?: { readonly width: number; readonly height: number }
  /** `data:` addresses of the options' pictures by id; those that are missing are left out. */
  readonly images?: ReadonlyMap<string, string>
}

interface DrawnOne<K extends PollKind> {
  readonly question: Extract<Question, { readonly kind: K }>
  /** As the room may see it. */
  readonly tally: TallyOf<K>
  readonly outcome: Outcome
  readonly open: boolean
  readonly say: Say
  readonly language: Language
  readonly colours: Colours
  readonly images: ReadonlyMap<string, string>
}

/** What the drawing of one kind is given; of several kinds, one of theirs. */
export type Drawn<K extends PollKind> = { [One in K]: DrawnOne<One> }[K]

/** Where a kind is drawn: `em` is the size of its letters, `room` the height that there is for it. */
export interface Canvas {
  readonly width: number
  readonly em: number
  readonly room: number
}
