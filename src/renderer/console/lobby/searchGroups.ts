import type { SearchHit } from '../../../contract/hostApi.ts'

/** What was found in one meeting. */
export interface FoundMeeting {
  readonly id: string
  readonly title: string
  readonly atMs: number
  /** Headings. */
  readonly sections: readonly string[]
  readonly polls: readonly NonNullable<SearchHit['poll']>[]
}

/** Hits by meeting, in the order in which they came. */
export function byMeeting(hits: readonly SearchHit[]): readonly FoundMeeting[] {
  const found = new Map<string, FoundMeeting & { sections: string[]; polls: NonNullable<SearchHit['poll']>[] }>()
  for (const { meetingId, meetingTitle, atMs, section, poll } of hits) {
    const meeting = found.get(meetingId) ?? { id: meetingId, title: meetingTitle, atMs, sections: [], polls: [] }
    if (section !== null) meeting.sections.push(section)
    if (poll !== null) meeting.polls.push(poll)
    found.set(meetingId, meeting)
  }
  return [...found.values()]
}
