import { useState } from 'preact/hooks';
import { wordsOf } from '../api/problem';

/** Something that a form or a button does: whether it is being done, and why it was not. */
export function useSubmit(task: () => Promise<unknown>) {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const submit = async (event?: Event) => {
    event?.preventDefault();
    if (busy) return;
    setBusy(true);
    setProblem(null);
    try {
      await task();
    } catch (error) {
      setProblem(wordsOf(error));
    } finally {
      setBusy(false);
    }
  };
  return { busy, problem, submit };
}
