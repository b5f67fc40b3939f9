import type * as en from './en.ts'

export const common: typeof en.common = {
  appName: '举手',
  yes: '赞成',
  no: '反对',
  abstain: '弃权',
  votedOfJoined: '已投票 {voted} 人 / 已加入 {joined} 人',
  votes: '{count} 票',
  oneVote: '1 票',
  mostVotes: '得票最多',
  tie: '并列',
  peopleAndTicks: '{people} 人作答，共选 {ticks} 项；百分比按作答人数计算',
  sharesRounded: '百分比经过四舍五入，总和可能不是 100%',
  noVotes: '还没有票',
  threshold: '须有 {needed} 票',
  language: '语言',
  unreachable: '暂时连不上主持人的电脑。之前计入的票都已保存，本页会自动重试。',
}

export const problems: typeof en.problems = {
  meetingNotFound: '没有这场会议，可能已被删除。会议列表里能看到现有的会议。',
  pollNotFound: '当前会议里没有这道题。请等主持人显示下一题。',
  roundNotFound: '这道题没有第 {round} 轮。',
  meetingNotRunning: '会议还没有开始。请先开始会议；写好的内容都已保存。',
  anotherMeetingRunning: '另一场会议正在进行。请先结束它；它的投票都已保存。',
  meetingRunning: '这场会议正在进行。请先结束它；它的投票都已保存。',
  meetingFull: '会议已满：已有 {max} 人加入。请告诉主持人。',
  notJoined: '您还没有加入这场会议，或者这是一场新的会议。请先加入，再投票。',
  wrongCode: '这个链接属于另一场会议。请重新扫描屏幕上的二维码。',
  pollNotDraft: '这道题已经开放过，题目不再改动。想换个问法，请复制一份。',
  pollNotOpen: '投票已经结束，这一票没有计入；之前计入的票都已保存。',
  pollStillOpen: '投票仍在进行。请先结束投票；已投的票都已保存。',
  pollNeverOpened: '这道题还没有开放过。请先开放投票。',
  pollIncomplete: '需要写好题目，并且至少有 {min} 个不为空的选项。',
  answerMalformed: '这个回答与题目不符，没有计入。请刷新页面后重新投票。',
  answerEmpty: '还没有选择，所以没有计入。请先选一个答案。',
  optionUnknown: '这道题没有这个选项，没有计入。请刷新页面后重新投票。',
  optionRepeated: '同一个选项选了两次，没有计入。每个选项只能选一次。',
  tooManyOptions: '最多可选 {max} 项，没有计入。请减少后重新投票。',
  changeNotAllowed: '您的票已计入，这道题不允许修改。',
  withdrawNotAllowed: '您的票已计入，这道题不允许撤回。',
  keyReused: '这个票号已经用于另一个回答。那个回答已计入，这个没有计入。',
  roundOver: '主持人正在重新进行这道题。您给上一轮的票来晚了；请现在投票。',
  settingsMalformed: '这些设置不适合这种题型，没有作任何改动。',
  maxAboveOptions: '允许最多选 {max} 项，但只有 {options} 个选项。请减少可选数或增加选项。',
  textEmpty: '这里需要填写文字。',
  textTooLong: '文字太长：最多 {limit} 个字。',
  optionsTooMany: '屏幕上最多放得下 {max} 个选项。',
  optionsFixed: '这种题型的选项是固定的。',

  notFound: '这个地址没有内容。请重新扫描屏幕上的二维码。',
  methodNotAllowed: '这个地址不接受这种请求。',
  badHost: '这个名称不通向这里。请使用屏幕上的地址。',
  badOrigin: '这个请求来自别的网站，已被忽略。请打开屏幕上的地址。',
  badRequest: '无法理解这个请求，没有作任何改动。',
  notJson: '请求必须是 JSON，没有作任何改动。',
  bodyTooLarge: '请求太大，没有作任何改动。',
  headerMissing: '请求缺少令牌或 X-Requested-With 标头，没有作任何改动。',
  notSignedIn: '请用程序打开或打印出来的链接进入此页面。请重新打开那个链接。',
  tooManyRequests: '这台设备的请求太多。请等 {seconds} 秒；已计入的票都已保存。',
  tooManyStreams: '打开的页面太多。请关闭一些后再试。',
  notStored: '您的票没能保存。请告诉主持人，并保持此页面打开：它会自动重试。',
  internal: '主持人的电脑出了问题。之前计入的票都已保存。请再试一次。',
}

export const verdicts: typeof en.verdicts = {
  carried: '通过',
  lost: '未通过',
  none: '未作决定',
  sentence: '{status}。{arithmetic}',
  arithmetic: '赞成票须{rule}：{size} 票中须有 {needed} 票，实得 {reached} 票。',
  noBase: '没有可计的票。',
  moreThan: '超过{base}的{fraction}',
  atLeast: '达到{base}的{fraction}',
  unanimous: '占{base}的全部',
  half: '一半',
  twoThirds: '三分之二',
  threeQuarters: '四分之三',
  fourFifths: '五分之四',
  yesNo: '赞成与反对票',
  yesNoAbstain: '赞成、反对与弃权票',
}

export const admissions: typeof en.admissions = {
  open: '开放',
  openSentence: '每个浏览器一票。换一个浏览器或另一部手机还能再投。',
}

export const attendee: typeof en.attendee = {}

export const stage: typeof en.stage = {}

export const host: typeof en.host = {}

export const documents: typeof en.documents = {
  meeting: '会议',
  number: '序号',
  round: '轮次',
  kind: '类型',
  choice: '选择',
  motion: '议案',
  question: '题目',
  option: '选项',
  count: '票数',
  share: '占比',
  voted: '已投票',
  joined: '已加入',
  opened: '开放时间',
  closed: '结束时间',
  verdict: '结论',
}

export const terminal: typeof en.terminal = {}
