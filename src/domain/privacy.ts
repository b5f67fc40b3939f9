/** Who can put an answer beside the person who gave it. Said to everybody before they answer. */
export const privacies = ['standard', 'named'] as const
export type Privacy = (typeof privacies)[number]

export function isPrivacy(raw: unknown): raw is Privacy {
  return privacies.some((known) => known === raw)
}

/** Must whoever answers have a name? Questions from the room may be asked without one, also in a roll call. */
export function needsName(kind: string, { privacy }: { readonly privacy: Privacy }): boolean {
  return privacy === 'named' && kind !== 'questions'
}
