import type { HostPoll } from '../../../contract/views.ts'
import { resultPicture, type ResultPicture } from '../../../web/picture/resultPicture.ts'
import { useWords } from '../../../web/words.ts'
import { keepFile } from '../lobby/exportFile.ts'
import { notices } from '../parts/notices.ts'
import { useTimes } from '../parts/times.ts'
import { imagesOf, pngFile, svgFile } from './drawPicture.ts'
import { pictureName } from './fileName.ts'

export interface Picture {
  save(poll: HostPoll, format: 'png' | 'svg'): Promise<void>
  copy(poll: HostPoll): Promise<void>
}

/** The result of a poll as a picture, in the language and colours of the page. */
export function usePicture(meetingTitle: () => string): Picture {
  const { t, language } = useWords()
  const { date } = useTimes()

  async function draw(poll: HostPoll): Promise<ResultPicture> {
    const day = date(poll.closedAtMs ?? poll.openedAtMs ?? Date.now())
    const round = poll.round > 1 ? `${t('host.poll.round', { round: poll.round })} · ` : ''
    return resultPicture({
      question: poll,
      result: poll.result,
      open: poll.status === 'open',
      namesShown: poll.namesShown,
      meetingTitle: meetingTitle(),
      when: `${round}${day}`,
      say: t,
      language: language.value,
      theme: matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light',
      images: await imagesOf(poll),
    })
  }

  return {
    async save(poll, format) {
      try {
        const picture = await draw(poll)
        const file = format === 'svg' ? svgFile(picture) : await pngFile(picture)
        keepFile(file, pictureName([meetingTitle(), poll.question], format))
      } catch {
        notices.problem(t('host.exports.pictureFailed'))
      }
    },
    async copy(poll) {
      try {
        // Handed over at once and filled later: some browsers forget who pressed the button while it is drawn.
        const file = draw(poll).then(pngFile)
        await navigator.clipboard.write([new ClipboardItem({ 'image/png': file })])
        notices.done(t('host.exports.copied'))
      } catch {
        notices.problem(t('host.exports.copyFailed'))
      }
    },
  }
}
