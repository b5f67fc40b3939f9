/** The colours of `tokens.css`, since a picture stands alone; a test holds the two together. */
export interface Colours {
  readonly paper: string
  readonly raised: string
  readonly sunken: string
  readonly ink: string
  readonly soft: string
  readonly line: string
  readonly track: string
  readonly signal: string
  readonly good: string
  readonly goodSoft: string
  readonly bad: string
  readonly badSoft: string
  /** By the names that `optionColour` gives. */
  readonly options: Readonly<Record<string, string>>
  readonly words: readonly string[]
}

export type Theme = 'light' | 'dark'

export const colours: Readonly<Record<Theme, Colours>> = {
  light: {
    paper: '#fbf8f3',
    raised: '#ffffff',
    sunken: '#f2ece2',
    ink: '#1b1a2e',
    soft: '#55536a',
    line: '#e4dccf',
    track: '#ece5d9',
    signal: '#e5482d',
    good: '#1f7a4d',
    goodSoft: '#e0f1e7',
    bad: '#a3262a',
    badSoft: '#f9e1e0',
    options: {
      'option-1': '#0f6cb0',
      'option-2': '#c25a00',
      'option-3': '#00805e',
      'option-4': '#b04a86',
      'option-5': '#8a6d00',
      'option-6': '#2f86b8',
      'option-7': '#7a4fb5',
      'option-8': '#5a6472',
      'motion-yes': '#0f6cb0',
      'motion-no': '#c25a00',
      'motion-abstain': '#6b6a7a',
    },
    words: ['#0b5690', '#9a2a14', '#00573f', '#873565', '#614c00', '#5b3696'],
  },
  dark: {
    paper: '#15141f',
    raised: '#1f1e2d',
    sunken: '#0f0e17',
    ink: '#f6f1e7',
    soft: '#b5b1c4',
    line: '#34324a',
    track: '#2a2839',
    signal: '#ff7357',
    good: '#6fd3a0',
    goodSoft: '#17382a',
    bad: '#ff9a94',
    badSoft: '#44201f',
    options: {
      'option-1': '#5db1ee',
      'option-2': '#f0954a',
      'option-3': '#4bc79f',
      'option-4': '#e58fc0',
      'option-5': '#dcbf45',
      'option-6': '#8ccdf0',
      'option-7': '#b99bec',
      'option-8': '#a9b2bf',
      'motion-yes': '#5db1ee',
      'motion-no': '#f0954a',
      'motion-abstain': '#aeadbd',
    },
    words: ['#5db1ee', '#f0954a', '#4bc79f', '#e58fc0', '#dcbf45', '#b99bec'],
  },
}
