/**
 * The answer of a question, or an error when it takes longer. The question itself cannot be taken back: it
 * goes on by itself and its late answer is ignored.
 * @throws whatever the question throws, or Error(`reason`) after `ms`
 */
export async function within<T>(ms: number, reason: string, question: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(reason)), ms);
  });
  try {
    return await Promise.race([question, late]);
  } finally {
    clearTimeout(timer);
  }
}
