/** Answers of a cloud to questions that change nothing. */

/** What the cloud said, or its own words when it would not. */
export type Answer<T> = { readonly value: T } | { readonly refusal: string }

export async function asked<T>(question: Promise<T>): Promise<Answer<T>> {
  try {
    return { value: await question }
  } catch (error) {
    return { refusal: error instanceof Error ? error.message : String(error) }
  }
}

/** The value, or something else where there is none. */
export function valueOr<T, U>(answer: Answer<T> | undefined, otherwise: U): T | U {
  return answer !== undefined && 'value' in answer ? answer.value : otherwise
}
