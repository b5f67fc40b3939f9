// Only words that say nothing alone. "No", "more" or “不” are somebody's whole answer and stay.
const english = `a about also am an and are as at be been but by can could did do does for from had has have he her him
his i i'd i'll i'm i've if in into is it it's its just me my of on or our she should so than that that's the their them
then there these they this those to us was we were what when where which while who with would you your`

const chinese = `的 地 得 了 着 过 是 在 和 与 及 或 而 但 也 都 就 还 又 我 你 您 他 她 它 我们 你们 他们 她们 它们 这 那 这个 那个 这些 那些
一个 一些 把 被 给 对 从 到 跟 让 为 因为 所以 如果 但是 而且 然后 或者 以及 虽然 就是 吗 呢 吧 啊 呀 哦 嗯 之 其 等 等等`

const stopWords = new Set(`${english} ${chinese}`.split(/\s+/))

/** Is this a word that says nothing alone, in English or Chinese? `folded`: see `fold`. */
export function isStopWord(folded: string): boolean {
  return stopWords.has(folded.replace(/\u2019/g, "'"))
}
